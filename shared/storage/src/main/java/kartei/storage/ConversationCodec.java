package kartei.storage;

import java.time.Instant;

import kartei.domain.Medium;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.ConversationStatus;
import kartei.domain.conversation.Standing;
import kartei.domain.Visibility;

/// `C#…`: a conversation, in its place in the queue.
final class ConversationCodec implements ItemCodec<Conversation> {
    static final String REV = "rev";
    static final String SCORE = "score";
    static final String TEAM = "team";
    static final String CONTACT_REV = "contactRev";
    static final String RULES_STAMP = "rulesStamp";
    static final String GIVEN = "given";
    static final String GROUPS = "groups";
    static final String VIP = "vip";
    static final String CONTACT_NAME = "contactName";
    static final String STATUS_COMMENT = "statusComment";
    static final String STATUS_REASON = "statusReason";
    static final String LAST_MESSAGE_ID = "lastMessageId";
    static final String LAST_MESSAGE_AT = "lastMessageAt";
    static final String WAITING_SINCE = "waitingSince";
    static final String TOPICS = "topics";
    static final String STATUS = "status";
    static final String VISIBILITY = "visibility";

    @Override
    public Item encode(WorkspaceId ws, Conversation conversation) {
        return Item.at(Keys.conversation(ws, conversation.id()))
                .indexed(Index.QUEUE, place(ws, conversation))
                .text("contact", conversation.id().contact().value())
                .text("id", conversation.id().ulid())
                .text("channel", conversation.channelId())
                .text("medium", conversation.medium().name())
                .text(VISIBILITY, conversation.visibility().name())
                .text(STATUS, conversation.status().name())
                .number(SCORE, conversation.standing().score())
                .text(TEAM, conversation.standing().team())
                .text(GIVEN, conversation.standing().given())
                .number(CONTACT_REV, conversation.standing().contactRev())
                .number(RULES_STAMP, conversation.standing().rulesStamp())
                .flag(VIP, conversation.vip())
                .texts(GROUPS, conversation.groups())
                .texts(TOPICS, conversation.topics())
                .time(WAITING_SINCE, conversation.waitingSince())
                .time("createdAt", conversation.createdAt())
                .time(LAST_MESSAGE_AT, conversation.lastMessageAt())
                .text(LAST_MESSAGE_ID, conversation.lastMessageId())
                .time("resolvedAt", conversation.resolvedAt())
                .text(STATUS_REASON, conversation.statusReason())
                .text(STATUS_COMMENT, conversation.statusComment())
                .text(CONTACT_NAME, conversation.contactName())
                .text("identity", conversation.identity())
                .number(REV, conversation.rev())
                .number(Fields.VERSION, conversation.version());
    }

    @Override
    public Conversation decode(Item item) {
        var id = new ConversationId(new ContactId(item.text("contact")), item.text("id"));
        return new Conversation(id, item.text("channel"), Medium.valueOf(item.text("medium")),
                Visibility.valueOf(item.text(VISIBILITY)), ConversationStatus.valueOf(item.text(STATUS)),
                standing(item), item.flag(VIP), item.texts(GROUPS), item.texts(TOPICS), item.findTime(WAITING_SINCE),
                item.time("createdAt"), item.time(LAST_MESSAGE_AT), item.text(LAST_MESSAGE_ID),
                item.findTime("resolvedAt"), item.findText(STATUS_REASON), item.findText(STATUS_COMMENT),
                item.findText(CONTACT_NAME), item.text("identity"), item.number(REV), item.number(Fields.VERSION));
    }

    private static Standing standing(Item item) {
        return new Standing(Math.toIntExact(item.number(SCORE)), item.text(TEAM), item.findText(GIVEN),
                item.number(CONTACT_REV), item.number(RULES_STAMP));
    }

    /// What makes `after` of `before`, unless somebody has written the conversation since it was read.
    Change change(WorkspaceId ws, Conversation before, Conversation after) {
        return Change.between(encode(ws, before), encode(ws, after)).onlyIf(Condition.atVersion(before.version()));
    }

    /// Where the queue has it: new ones by the wait of their oldest unanswered message, pending ones by their last message,
    /// resolved ones by the time they were resolved.
    static Key place(WorkspaceId ws, Conversation conversation) {
        var standing = conversation.standing();
        return switch (conversation.status()) {
            case NEW -> openPlace(ws, conversation.id(), ConversationStatus.NEW, standing.score(), standing.team(),
                    conversation.waitingSince().orElse(conversation.lastMessageAt()));
            case PENDING -> openPlace(ws, conversation.id(), ConversationStatus.PENDING, standing.score(),
                    standing.team(), conversation.lastMessageAt());
            case RESOLVED -> new Key(shard(ws, conversation.id(), ConversationStatus.RESOLVED, standing.team()), Keys
                    .queueResolved(conversation.resolvedAt().orElse(conversation.lastMessageAt()), conversation.id()));
        };
    }

    static Key openPlace(
            WorkspaceId ws,
            ConversationId id,
            ConversationStatus status,
            int score,
            String team,
            Instant since) {
        return new Key(shard(ws, id, status, team), Keys.queueRank(score, since, id));
    }

    private static String shard(WorkspaceId ws, ConversationId id, ConversationStatus status, String team) {
        return Keys.queueShard(ws, team, status, Keys.queueShardOf(id));
    }
}
