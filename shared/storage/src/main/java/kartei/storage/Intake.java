package kartei.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kartei.domain.Medium;
import kartei.domain.WorkspaceId;
import kartei.domain.channel.Channel;
import kartei.domain.contact.ContactId;
import kartei.domain.contact.Telling;
import kartei.domain.conversation.Claim;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.Identity;
import kartei.domain.conversation.LiveContact;

/// Messages in: what must be known before one is taken, in one call, and the start of the transaction that takes it.
public final class Intake {
    private final Table table;
    private final WorkspaceKeys keys;
    private final AttachmentIndex attachments;
    private final IdentityCodec identities = new IdentityCodec();
    private final ClaimCodec claims = new ClaimCodec();
    private final ContactCodec contacts = new ContactCodec();
    private final ActivityCodec activities = new ActivityCodec();
    private final ConversationCodec conversations = new ConversationCodec();

    public Intake(Table table, WorkspaceKeys keys) {
        this.table = table;
        this.keys = keys;
        this.attachments = new AttachmentIndex(table, keys);
    }

    /// Who sent which message on which channel, by the names that the channel gave. Does not print them.
    public record Sent(Medium medium, String channelId, String senderId, String messageId) {
        @Override
        public String toString() {
            return "Sent[…]";
        }
    }

    /// What is there before a message is taken: whose its sender is, whether it has been taken, the answer to an earlier
    /// attempt with the same Idempotency-Key.
    public record Before(
            String identityHash,
            String claimHash,
            Optional<Identity> identity,
            Optional<Claim> claim,
            Optional<Item> earlier) {}

    /// One BatchGetItem.
    public Before before(WorkspaceId ws, Sent sent, Optional<Key> idempotencyKey) {
        var identityHash = Keys.identityOf(sent.medium().word(), sent.channelId(),
                keys.hash(ws, "sender", sent.senderId()));
        var claimHash = keys.hash(ws, "message", sent.channelId(), sent.messageId());
        var identity = Keys.identity(ws, identityHash);
        var claim = Keys.claim(ws, claimHash);
        var wanted = new ArrayList<>(List.of(identity, claim));
        idempotencyKey.ifPresent(wanted::add);
        var items = table.getAll(wanted);
        return new Before(identityHash, claimHash, held(items, identity).map(identities::read),
                held(items, claim).map(claims::read), idempotencyKey.flatMap(key -> held(items, key)));
    }

    /// A contact as it is, and its conversation that is not resolved.
    public record Known(LiveContact contact, Optional<Conversation> open) {}

    /// The contact that the identity leads to; nothing when it is no longer alive. A second read only when the hint was wrong.
    public Optional<Known> known(WorkspaceId ws, Identity identity) {
        var contact = Keys.contact(ws, identity.contact());
        var activity = Keys.activity(ws, identity.contact());
        var wanted = new ArrayList<>(List.of(contact, activity));
        identity.open().map(hint -> Keys.conversation(ws, hint.conversation())).ifPresent(wanted::add);
        var items = table.getAll(wanted);
        return held(items, activity).map(activities::read)
                .flatMap(alive -> held(items, contact).map(contacts::read)
                        .map(found -> new Known(new LiveContact(found, alive),
                                alive.open().flatMap(id -> open(ws, id, items)))));
    }

    /// The one that the activity names; nothing when it was resolved between the reads of both.
    private Optional<Conversation> open(WorkspaceId ws, ConversationId id, Map<Key, Item> items) {
        var key = Keys.conversation(ws, id);
        return held(items, key).or(() -> table.get(key))
                .map(conversations::read)
                .filter(conversation -> conversation.status().isOpen());
    }

    private static Optional<Item> held(Map<Key, Item> items, Key key) {
        return Optional.ofNullable(items.get(key));
    }

    /// The hash of what a message tells of its sender, or nothing when it tells nothing.
    public Optional<String> hashOf(WorkspaceId ws, Telling telling) {
        if (telling.isEmpty()) {
            return Optional.empty();
        }
        var texts = new ArrayList<String>();
        var profile = telling.profile();
        List.of(profile.displayName(), profile.handle(), profile.pictureUrl(), telling.networkUserId())
                .forEach(text -> texts.add(text.map(given -> "=" + given).orElse("")));
        telling.platformValues().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(value -> {
            texts.add(value.getKey());
            texts.add(value.getValue());
        });
        return Optional.of(keys.hash(ws, "telling", texts.toArray(String[]::new)));
    }

    /// Starts the transaction that takes a message.
    public IntakeWrite write(WorkspaceId ws, Claim claim) {
        return new IntakeWrite(table, attachments, ws, claim);
    }

    /// The channel that a message named first.
    public static Channel channelOf(Sent sent, Optional<String> name) {
        return new Channel(sent.channelId(), sent.medium(), name.orElse(sent.channelId()), Optional.empty(), 1);
    }

    /// Writes what an answer to a message that was taken before needs: the time until which its files may come in, and
    /// `record`; nothing when it needs nothing.
    ///
    /// @throws ConditionFailed when the contact is not alive, or `record` does not hold
    public void again(WorkspaceId ws, ContactId contact, Optional<Instant> uploadUntil, List<Action> record)
            throws ConditionFailed {
        var actions = new ArrayList<>(record);
        uploadUntil.ifPresent(until -> actions.add(ActivityCodec.awaiting(ws, contact, until).action()));
        if (!actions.isEmpty()) {
            table.write(actions);
        }
    }
}
