package kartei.domain.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import kartei.domain.Medium;
import kartei.domain.Visibility;

/// Messages with a contact on a channel, and where it stands in the queue. Does not print the name.
///
/// `contactName`, `vip` and `groups` are copies, so that a page of the queue is one read: the name as the last message brought
/// it, the contact's VIP flag and its contact groups as the stream has applied them, whether VIP is on or not. `waitingSince` is
/// its oldest unanswered message. `rev` counts what people and channels changed, `version` every write; they differ by what the
/// stream did.
public record Conversation(
        ConversationId id,
        String channelId,
        Medium medium,
        Visibility visibility,
        ConversationStatus status,
        Standing standing,
        boolean vip,
        List<String> groups,
        List<String> topics,
        Optional<Instant> waitingSince,
        Instant createdAt,
        Instant lastMessageAt,
        String lastMessageId,
        Optional<Instant> resolvedAt,
        Optional<String> statusReason,
        Optional<String> statusComment,
        Optional<String> contactName,
        String identity,
        long rev,
        long version) {

    public Conversation {
        groups = List.copyOf(groups);
        topics = List.copyOf(topics);
    }

    /// The same as the stream moves it: in another place of the queue, the contact's flag and groups beside it. Not a change by
    /// people.
    public Conversation moved(Placement to) {
        return at(to, rev, version + 1);
    }

    /// The same where it belongs, as a part of what makes it so.
    public Conversation placed(Placement at) {
        return at(at, rev, version);
    }

    /// The same in the hands of a team, by somebody's decision.
    public Conversation given(Placement to) {
        return at(to, rev + 1, version + 1);
    }

    /// The same in the queue of a team that takes the place of one that is no more.
    public Conversation handedTo(String team) {
        var handed = new Standing(standing.score(), team, Optional.empty(), standing.contactRev(),
                standing.rulesStamp());
        return new Conversation(id, channelId, medium, visibility, status, handed, vip, groups, topics, waitingSince,
                createdAt, lastMessageAt, lastMessageId, resolvedAt, statusReason, statusComment, contactName, identity,
                rev, version + 1);
    }

    /// The same written once more.
    public Conversation again() {
        return new Conversation(id, channelId, medium, visibility, status, standing, vip, groups, topics, waitingSince,
                createdAt, lastMessageAt, lastMessageId, resolvedAt, statusReason, statusComment, contactName, identity,
                rev, version + 1);
    }

    private Conversation at(Placement place, long rev, long version) {
        return new Conversation(id, channelId, medium, visibility, status, place.standing(), place.vip(),
                place.groups(), topics, waitingSince, createdAt, lastMessageAt, lastMessageId, resolvedAt, statusReason,
                statusComment, contactName, identity, rev, version);
    }

    /// The same when an agent has answered: it waits for the contact again.
    public Conversation answered(String messageId, Instant at) {
        return new Conversation(id, channelId, medium, visibility, ConversationStatus.PENDING, standing, vip, groups,
                topics, Optional.empty(), createdAt, at, messageId, Optional.empty(), Optional.empty(),
                Optional.empty(), contactName, identity, rev + 1, version + 1);
    }

    /// The same in another status, by somebody's decision. A conversation that is new again has waited since its last message.
    public Conversation turned(ConversationStatus to, Instant at, Optional<String> reason, Optional<String> comment) {
        var waiting = to == ConversationStatus.NEW ? Optional.of(lastMessageAt) : Optional.<Instant>empty();
        var resolved = to == ConversationStatus.RESOLVED ? Optional.of(at) : Optional.<Instant>empty();
        return new Conversation(id, channelId, medium, visibility, to, standing, vip, groups, topics, waiting,
                createdAt, lastMessageAt, lastMessageId, resolved, reason, comment, contactName, identity, rev + 1,
                version + 1);
    }

    /// The same about other topics, by somebody's decision.
    public Conversation about(List<String> topics) {
        return new Conversation(id, channelId, medium, visibility, status, standing, vip, groups, topics, waitingSince,
                createdAt, lastMessageAt, lastMessageId, resolvedAt, statusReason, statusComment, contactName, identity,
                rev + 1, version + 1);
    }

    /// Where it stands, for the identity to keep; nothing when it is resolved.
    public Optional<Identity.Hint> hint() {
        return status.isOpen() ? Optional.of(new Identity.Hint(id, status, standing.score(), standing.team()))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "Conversation[" + id.value() + ", " + status.word() + "]";
    }
}
