package kartei.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import kartei.domain.WorkspaceId;
import kartei.domain.attribute.AttributeKey;
import kartei.domain.channel.Channel;
import kartei.domain.contact.Authorship;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.Activity;
import kartei.domain.conversation.Claim;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.Identity;
import kartei.domain.conversation.Message;

/// The one transaction that takes a message, put together from what it changes. Everything that it builds on is a condition.
public final class IntakeWrite {
    private final Table table;
    private final AttachmentIndex attachments;
    private final WorkspaceId ws;
    private final Claim claim;
    private final List<Action> actions = new ArrayList<>();

    IntakeWrite(Table table, AttachmentIndex attachments, WorkspaceId ws, Claim claim) {
        this.table = table;
        this.attachments = attachments;
        this.ws = ws;
        this.claim = claim;
        actions.add(Action.put(new ClaimCodec().encode(ws, claim), Condition.absent()));
    }

    public IntakeWrite message(Message message) {
        attachments.add(ws, message).forEach(this::with);
        return with(Action.put(new MessageCodec().encode(ws, message.claimed(claim.hash())), Condition.absent()));
    }

    public IntakeWrite with(Action action) {
        actions.add(action);
        return this;
    }

    /// A channel that is named for the first time.
    public IntakeWrite newChannel(Channel channel) {
        return with(Action.put(new ChannelCodec().encode(ws, channel), Condition.absent()))
                .with(Channels.moveStamp(ws).action());
    }

    /// A contact that is met for the first time; its identity belongs to nobody, or still to `before`, who is gone.
    public IntakeWrite newContact(Contact contact, Activity activity, Identity identity, Optional<ContactId> before) {
        var free = before.map(gone -> Condition.equal(IdentityCodec.CONTACT, gone.value()))
                .orElseGet(Condition::absent);
        return with(Action.put(new IdentityCodec().encode(ws, identity), free))
                .with(Action.put(new ContactCodec().encode(ws, contact), Condition.absent()))
                .with(Action.put(new ActivityCodec().encode(ws, activity), Condition.absent()))
                .with(Action.put(Item.at(Keys.identityReference(ws, contact.id(), identity.hash()))));
    }

    public IntakeWrite newConversation(Conversation conversation) {
        return with(Action.put(new ConversationCodec().encode(ws, conversation), Condition.absent()));
    }

    public IntakeWrite received(Receipt receipt) {
        return with(receipt.change(ws).action());
    }

    /// What a message changes of its contact's activity; `opens` is a conversation that it begins, `profileAt` its send time
    /// when it is the newest to tell the profile.
    public record Arrival(
            Instant at,
            Optional<Conversation> opens,
            Optional<Instant> profileAt,
            Optional<Instant> uploadUntil) {}

    /// Does not hold when the contact is not alive, has another open conversation than was thought, or a newer profile.
    public IntakeWrite arrival(ContactId contact, Arrival arrival) {
        var change = Change.at(Keys.activity(ws, contact))
                .time(ActivityCodec.LAST_MESSAGE_AT, arrival.at())
                .indexed(Index.RECENT, Keys.recent(ws, contact, arrival.at()));
        var conditions = new ArrayList<>(List.of(ActivityCodec.alive()));
        arrival.opens().ifPresent(conversation -> {
            change.text(ActivityCodec.OPEN, conversation.id().ulid()).notIndexed(Index.WORK);
            conditions.add(Condition.missing(ActivityCodec.OPEN));
        });
        arrival.profileAt().ifPresent(at -> {
            change.time(ActivityCodec.PROFILE_AT, at);
            conditions.add(Condition.atMost(ActivityCodec.PROFILE_AT, Times.text(at)));
        });
        arrival.uploadUntil().ifPresent(until -> change.time(ActivityCodec.UPLOAD_UNTIL, until));
        return with(change.onlyIf(Condition.allOf(conditions)).action());
    }

    /// What the message told of the contact, unless somebody has written the contact since it was read. Values that it changes
    /// are written down under the next of the `ids`; only platform attributes are told, whose ids are their keys.
    public IntakeWrite told(Contact before, Contact after, Supplier<String> ids, Instant at) {
        if (before.equals(after)) {
            return this;
        }
        ChangeLog.of(ws, before, after, id -> Optional.of(new AttributeKey(id)), ids, Authorship.ofNobody(at))
                .forEach(this::with);
        return with(ContactCodec.told(ws, before, after).action());
    }

    /// What the identity is to remember: where the conversation stands, and the profile seen, if that changes.
    public IntakeWrite remembered(Identity identity, Optional<Identity.Hint> stands, Optional<String> profileSeen) {
        if (identity.open().equals(stands) && profileSeen.isEmpty()) {
            return this;
        }
        var change = IdentityCodec.hinted(ws, identity.hash(), identity.contact(), stands);
        profileSeen.ifPresent(seen -> change.text(IdentityCodec.PROFILE_SEEN, seen));
        return with(change.action());
    }

    /// Takes the message.
    ///
    /// @throws ConditionFailed when something that it built on is not so any more; nothing was written
    public void commit() throws ConditionFailed {
        table.write(actions);
    }
}
