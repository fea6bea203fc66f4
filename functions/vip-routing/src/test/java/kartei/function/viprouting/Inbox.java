package kartei.function.viprouting;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import kartei.api.Ids;
import kartei.domain.Actor;
import kartei.domain.Medium;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.contact.Profile;
import kartei.domain.conversation.Activity;
import kartei.domain.conversation.Claim;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.ConversationStatus;
import kartei.domain.conversation.Direction;
import kartei.domain.conversation.Identity;
import kartei.domain.conversation.Message;
import kartei.domain.conversation.Standing;
import kartei.domain.Visibility;
import kartei.storage.ConditionFailed;
import kartei.storage.Conversations;
import kartei.storage.Intake;
import kartei.storage.IntakeWrite;
import kartei.storage.Receipt;
import kartei.storage.Secrets;
import kartei.storage.Table;
import kartei.storage.WorkspaceKeys;
import kartei.storage.Workspaces;
import kartei.testkit.StillClock;
import kartei.testkit.TestTable;

/// Messages and answers in the transactions that the inbox makes of them; each comes a minute after the one before.
///
/// A conversation begins as if its contact had been looked at before VIP was set: the stream has to put that right.
final class Inbox {
    static final WorkspaceId WS = new WorkspaceId("demo");
    private static final String CHANNEL = "acme-ig";

    private final StillClock clock;
    private final Ids ids;
    private final Intake intake;
    private final Workspaces workspaces;
    private final Conversations conversations;

    Inbox(TestTable table, Table seen, StillClock clock) {
        this.clock = clock;
        this.ids = new Ids(clock);
        this.intake = new Intake(seen,
                new WorkspaceKeys(seen, new Secrets(table.stack().kms(), table.stack().dataKey())));
        this.workspaces = new Workspaces(seen);
        this.conversations = new Conversations(seen);
    }

    /// A message of a sender: into the open conversation, or one that begins with it.
    ConversationId message(String sender) {
        return message(sender, new ContactId(ids.next()), ids.next());
    }

    /// The same, with the ids that a first message gives.
    ConversationId message(String sender, ContactId contact, String conversation) {
        var now = clock.advance(Duration.ofMinutes(1));
        var sent = new Intake.Sent(Medium.INSTAGRAM, CHANNEL, sender, ids.next());
        var before = intake.before(WS, sent, Optional.empty());
        var known = before.identity().flatMap(identity -> intake.known(WS, identity));
        var id = known
                .map(found -> found.open()
                        .map(Conversation::id)
                        .orElseGet(() -> new ConversationId(found.contact().id(), conversation)))
                .orElseGet(() -> new ConversationId(contact, conversation));
        var messageId = ids.next();
        var write = intake.write(WS, new Claim(before.claimHash(), id, messageId, false))
                .message(new Message(messageId, id, Direction.IN, Optional.of("Hello"), now, Optional.empty(),
                        List.of()));
        known.ifPresentOrElse(found -> again(write, found, id, messageId, now),
                () -> first(write, sent, before.identityHash(), id, messageId, now));
        done(write::commit);
        return id;
    }

    private void first(
            IntakeWrite write,
            Intake.Sent sent,
            String identity,
            ConversationId id,
            String messageId,
            Instant now) {
        var contact = new Contact(id.contact(), CHANNEL, Medium.INSTAGRAM, sent.senderId(), Optional.empty(), identity,
                Profile.EMPTY, Map.of(), false, 0, Set.of(), now, now, 1);
        var conversation = begun(id, identity, messageId, now);
        write.newContact(contact, new Activity(id.contact(), now, Optional.of(id), Instant.EPOCH, Optional.empty()),
                new Identity(identity, id.contact(), conversation.hint(), Optional.empty()), Optional.empty())
                .newConversation(conversation);
        if (workspaces.open(WS).channel(CHANNEL).isEmpty()) {
            write.newChannel(Intake.channelOf(sent, Optional.empty()));
        }
    }

    private void again(IntakeWrite write, Intake.Known known, ConversationId id, String messageId, Instant now) {
        var begins = known.open().isPresent() ? Optional.<Conversation>empty()
                : Optional.of(begun(id, known.contact().contact().identity(), messageId, now));
        write.arrival(id.contact(), new IntakeWrite.Arrival(now, begins, Optional.empty(), Optional.empty()));
        begins.ifPresent(write::newConversation);
        known.open()
                .ifPresent(open -> write.received(new Receipt(open.hint().orElseThrow(), open.waitingSince(), messageId,
                        now, now, Visibility.PRIVATE, Optional.empty(), Optional.empty())));
    }

    private static Conversation begun(ConversationId id, String identity, String messageId, Instant now) {
        return new Conversation(id, CHANNEL, Medium.INSTAGRAM, Visibility.PRIVATE, ConversationStatus.NEW,
                Standing.UNSEEN, false, List.of(), List.of(), Optional.of(now), now, now, messageId, Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), identity, 1, 1);
    }

    void turn(ConversationId id, ConversationStatus to) {
        var now = clock.advance(Duration.ofMinutes(1));
        var whole = conversations.whole(WS, id, true).orElseThrow();
        var after = whole.conversation().turned(to, now, Optional.empty(), Optional.empty());
        done(() -> conversations.turn(workspaces.open(WS), whole, after));
    }

    void reply(ConversationId id) {
        var now = clock.advance(Duration.ofMinutes(1));
        var before = conversations.find(WS, id).orElseThrow();
        var message = new Message(ids.next(), id, Direction.OUT, Optional.of("Hi"), now,
                Optional.of(new Actor("u-agent", Optional.empty())), List.of());
        done(() -> conversations.reply(WS, before, before.answered(message.id(), now), message, Optional.empty(),
                List.of()));
    }

    Conversation conversation(ConversationId id) {
        return conversations.find(WS, id).orElseThrow();
    }

    /// A write whose conditions hold, since nobody else is there.
    private static void done(Write write) {
        try {
            write.run();
        } catch (ConditionFailed unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    @FunctionalInterface
    private interface Write {
        void run() throws ConditionFailed;
    }
}
