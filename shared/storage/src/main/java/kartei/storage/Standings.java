package kartei.storage;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import kartei.domain.WorkspaceId;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.Activity;
import kartei.domain.conversation.Conversation;

/// Where a contact and its open conversation stand, as the stream's reader sees and moves them: in the queue and in the VIP
/// group. Every write is conditional and only ever replaces what is older, so that it may be done again, late, or by two.
public final class Standings {
    /// The field of a contact's record that says whether it is VIP.
    public static final String VIP = ContactCodec.VIP;
    /// The field of a conversation's record that moves with what people and channels do, not with what the stream does.
    public static final String REV = ConversationCodec.REV;

    private static final String GROUP = Contacts.VIP_GROUP;
    /// From the end of the range: the membership, the activity, the contact and its newest conversation.
    private static final int ITEMS = 4;

    private final Table table;
    private final ContactCodec contacts = new ContactCodec();
    private final ActivityCodec activities = new ActivityCodec();
    private final ConversationCodec conversations = new ConversationCodec();

    public Standings(Table table) {
        this.table = table;
    }

    /// What was read of one contact. `behind`: it is in the VIP group, where it stands by an older message than its last.
    public record Seen(Contact contact, Activity activity, Optional<Conversation> open, boolean behind) {}

    /// One consistent query, and a get when the open conversation is not the newest; nothing when there is no such contact.
    public Optional<Seen> find(WorkspaceId ws, ContactId contact) {
        var membership = Keys.membership(ws, contact, GROUP);
        var range = new Range.Between(Keys.CONVERSATION, membership.sk());
        var items = table.query(membership.pk(), range, false, ITEMS)
                .stream()
                .collect(Collectors.toMap(Item::key, Function.identity()));
        return held(items, Keys.contact(ws, contact)).map(contacts::read)
                .flatMap(found -> held(items, Keys.activity(ws, contact)).map(activities::read)
                        .map(activity -> new Seen(found, activity, open(ws, activity, items),
                                held(items, membership).filter(item -> isBehind(item, ws, activity)).isPresent())));
    }

    private Optional<Conversation> open(WorkspaceId ws, Activity activity, Map<Key, Item> items) {
        return activity.open()
                .map(id -> Keys.conversation(ws, id))
                .flatMap(key -> held(items, key).or(() -> table.get(key)))
                .map(conversations::read);
    }

    private static Optional<Item> held(Map<Key, Item> items, Key key) {
        return Optional.ofNullable(items.get(key));
    }

    private static boolean isBehind(Item membership, WorkspaceId ws, Activity activity) {
        return membership.text(Index.WORK.sortField()).compareTo(place(ws, activity).sk()) < 0;
    }

    /// Puts the conversation to where `to` says, unless somebody has written it since it was read.
    ///
    /// @throws ConditionFailed when somebody has
    public void move(WorkspaceId ws, Conversation to) throws ConditionFailed {
        table.update(Change.at(Keys.conversation(ws, to.id()))
                .indexed(Index.QUEUE, ConversationCodec.place(ws, to))
                .number(ConversationCodec.SCORE, to.standing().score())
                .text(ConversationCodec.TEAM, to.standing().team())
                .number(ConversationCodec.CONTACT_REV, to.standing().contactRev())
                .flag(ConversationCodec.VIP, to.vip())
                .number(Fields.VERSION, to.version())
                .onlyIf(Condition.atVersion(to.version() - 1)));
    }

    /// Raises the contact in the VIP group to its last message; a membership that ended, or stands higher, is left alone.
    public void raise(WorkspaceId ws, Activity activity) {
        var place = place(ws, activity);
        try {
            table.update(Change.at(Keys.membership(ws, activity.contact(), GROUP))
                    .indexed(Index.WORK, place)
                    .onlyIf(Condition.below(Index.WORK.sortField(), place.sk())));
        } catch (ConditionFailed goneOrHigher) {
            return;
        }
    }

    private static Key place(WorkspaceId ws, Activity activity) {
        return Keys.group(ws, GROUP, activity.contact(), activity.lastMessageAt());
    }
}
