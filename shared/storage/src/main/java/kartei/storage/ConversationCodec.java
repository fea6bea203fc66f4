package kartei.storage;

import java.time.Instant;

import kartei.domain.Medium;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.ConversationStatus;
import kartei.domain.conversation.Standing;
import kartei.domain.conversation.Visibility;

/// `C#…`: a conversation, in its place in the queue.
final class ConversationCodec implements ItemCodec<Conversation> {
    static final String REV = "rev";
    static final String SCORE = "score";
    static final String TEAM = "team";
    static final String CONTACT_REV = "contactRev";
    static final String VIP = "vip";

    @Override
    public Item encode(WorkspaceId ws, Conversation conversation) {
        return Item.at(Keys.conversation(ws, conversation.id()))
                .indexed(Index.QUEUE, place(ws, conversation))
                .text("contact", conversation.id().contact().value())
                .text("id", conversation.id().ulid())
                .text("channel", conversation.channelId())
                .text("medium", conversation.medium().name())
                .text("visibility", conversation.visibility().name())
                .text("status", conversation.status().name())
                .number(SCORE, conversation.standing().score())
                .text(TEAM, conversation.standing().team())
                .number(CONTACT_REV, conversation.standing().contactRev())
                .flag(VIP, conversation.vip())
                .texts("topics", conversation.topics())
                .time("waitingSince", conversation.waitingSince())
                .time("createdAt", conversation.createdAt())
                .time("lastMessageAt", conversation.lastMessageAt())
                .text("lastMessageId", conversation.lastMessageId())
                .time("resolvedAt", conversation.resolvedAt())
                .text("statusReason", conversation.statusReason())
                .text("statusComment", conversation.statusComment())
                .text("contactName", conversation.contactName())
                .text("identity", conversation.identity())
                .number(REV, conversation.rev())
                .number(Fields.VERSION, conversation.version());
    }

    @Override
    public Conversation decode(Item item) {
        var id = new ConversationId(new ContactId(item.text("contact")), item.text("id"));
        return new Conversation(id, item.text("channel"), Medium.valueOf(item.text("medium")),
                Visibility.valueOf(item.text("visibility")), ConversationStatus.valueOf(item.text("status")),
                standing(item), item.flag(VIP), item.texts("topics"), item.findTime("waitingSince"),
                item.time("createdAt"), item.time("lastMessageAt"), item.text("lastMessageId"),
                item.findTime("resolvedAt"), item.findText("statusReason"), item.findText("statusComment"),
                item.findText("contactName"), item.text("identity"), item.number(REV), item.number(Fields.VERSION));
    }

    private static Standing standing(Item item) {
        return new Standing(Math.toIntExact(item.number(SCORE)), item.text(TEAM), item.number(CONTACT_REV));
    }

    /// Where the queue has it: new ones by the wait of their oldest unanswered message, pending ones by their last message,
    /// resolved ones by the time they were resolved.
    static Key place(WorkspaceId ws, Conversation conversation) {
        var shard = Keys.queueShard(ws, conversation.standing().team(), conversation.status(),
                Keys.queueShardOf(conversation.id()));
        Instant since = switch (conversation.status()) {
            case NEW -> conversation.waitingSince().orElse(conversation.lastMessageAt());
            case PENDING -> conversation.lastMessageAt();
            case RESOLVED -> conversation.resolvedAt().orElse(conversation.lastMessageAt());
        };
        return new Key(shard,
                conversation.status().isOpen()
                        ? Keys.queueRank(conversation.standing().score(), since, conversation.id())
                        : Keys.queueResolved(since, conversation.id()));
    }
}
