package kartei.storage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import kartei.domain.WorkspaceId;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.ConversationStatus;
import kartei.domain.conversation.Identity;
import kartei.domain.Visibility;

/// What a message does to the open conversation of its sender: it is new again, and keeps its place when it was new already
/// and has an older unanswered message.
///
/// `stood` is where the conversation stands as far as is known, `waitingSince` since when it waits, if that is known; both
/// become conditions, so that what was known wrongly is never built upon.
public record Receipt(
        Identity.Hint stood,
        Optional<Instant> waitingSince,
        String messageId,
        Instant arrivedAt,
        Instant unansweredSince,
        Visibility visibility,
        Optional<Topics> topics,
        Optional<String> contactName) {

    /// Topics that the message adds: those that were read, and all after it.
    public record Topics(List<String> before, List<String> after) {}

    /// The same by what was read of the conversation itself.
    public Receipt of(Conversation conversation, Topics changed, Optional<String> name) {
        return new Receipt(conversation.hint().orElseThrow(), conversation.waitingSince(), messageId, arrivedAt,
                unansweredSince, visibility,
                changed.before().equals(changed.after()) ? Optional.empty() : Optional.of(changed),
                name.equals(conversation.contactName()) ? Optional.empty() : name);
    }

    /// Where the conversation stands with this message.
    public Identity.Hint stands() {
        return new Identity.Hint(stood.conversation(), ConversationStatus.NEW, stood.score(), stood.team());
    }

    Change change(WorkspaceId ws) {
        var change = Change.at(Keys.conversation(ws, stood.conversation()))
                .text(ConversationCodec.VISIBILITY, visibility.name())
                .time(ConversationCodec.LAST_MESSAGE_AT, arrivedAt)
                .text(ConversationCodec.LAST_MESSAGE_ID, messageId)
                .add(ConversationCodec.REV, 1)
                .add(Fields.VERSION, 1);
        topics.ifPresent(changed -> change.texts(ConversationCodec.TOPICS, changed.after()));
        contactName.ifPresent(name -> change.text(ConversationCodec.CONTACT_NAME, name));
        var place = staysWhereItIs() ? stays() : moves(ws, change);
        return change.onlyIf(
                topics.map(changed -> Condition.all(place, Condition.equal(ConversationCodec.TOPICS, changed.before())))
                        .orElse(place));
    }

    private boolean staysWhereItIs() {
        return stood.status() == ConversationStatus.NEW
                && waitingSince.filter(since -> since.isAfter(unansweredSince)).isEmpty();
    }

    private Condition stays() {
        return Condition.all(Condition.equal(ConversationCodec.STATUS, ConversationStatus.NEW.name()),
                Condition.atMost(ConversationCodec.WAITING_SINCE, Times.text(unansweredSince)));
    }

    private Condition moves(WorkspaceId ws, Change change) {
        change.text(ConversationCodec.STATUS, ConversationStatus.NEW.name())
                .time(ConversationCodec.WAITING_SINCE, unansweredSince)
                .remove(ConversationCodec.STATUS_REASON)
                .remove(ConversationCodec.STATUS_COMMENT)
                .indexed(Index.QUEUE, ConversationCodec.openPlace(ws, stood.conversation(), ConversationStatus.NEW,
                        stood.score(), stood.team(), unansweredSince));
        var stood = Condition.all(Condition.equal(ConversationCodec.STATUS, stood().status().name()),
                Condition.equal(ConversationCodec.SCORE, stood().score()),
                Condition.equal(ConversationCodec.TEAM, stood().team()));
        return stood().status() == ConversationStatus.NEW
                ? Condition.all(stood, Condition.above(ConversationCodec.WAITING_SINCE, Times.text(unansweredSince)))
                : stood;
    }

    @Override
    public String toString() {
        return "Receipt[" + messageId + "]";
    }
}
