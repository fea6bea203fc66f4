package kartei.storage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.Activity;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.ConversationId;
import kartei.domain.rule.RuleKey;

/// Where a contact and its open conversation stand, as the stream's reader sees and moves them: in the queue and in contact
/// groups. Every write is conditional on what it was decided on, or changes nothing when it is done again; who has changed a
/// membership has to look once more, so that the last one to look sees what is there.
public final class Standings {
    /// The fields of a contact's record that its standing depends on.
    public static final String VIP = ContactCodec.VIP;
    public static final String VALUES = ContactCodec.VALUES;
    /// The field of a conversation's record that moves with what people and channels do, not with what the stream does.
    public static final String REV = ConversationCodec.REV;

    /// From the end of the range: the activity, the contact and its newest conversation.
    private static final int ITEMS = 3;
    /// What one transaction changes beside the check that the contact is alive.
    private static final int TOGETHER = Limits.TRANSACTION_ACTIONS_MAX - 1;

    private final Table table;
    private final ContactCodec contacts = new ContactCodec();
    private final ActivityCodec activities = new ActivityCodec();
    private final ConversationCodec conversations = new ConversationCodec();

    public Standings(Table table) {
        this.table = table;
    }

    /// What was read of one contact; `places` are where it stands in the groups that it is a member of. `misplaced`: the open
    /// conversation stands in the queue where its own fields do not say.
    public record Seen(
            Contact contact,
            Activity activity,
            Optional<Conversation> open,
            boolean misplaced,
            Map<String, String> places) {
        public Seen {
            places = Map.copyOf(places);
        }

        /// Whether it is a member of just these groups.
        public boolean isMemberOf(Collection<String> groups) {
            return places.keySet().equals(folded(groups));
        }
    }

    /// Two consistent queries side by side, and a get when the open conversation is not the newest; nothing when there is no
    /// such contact.
    public Optional<Seen> find(WorkspaceId ws, ContactId contact) {
        var pk = Keys.partition(ws, contact);
        var reading = Together.start(() -> places(pk));
        var items = table.query(pk, new Range.Between(Keys.CONVERSATION, Keys.ACTIVITY), false, ITEMS)
                .stream()
                .collect(Collectors.toMap(Item::key, Function.identity()));
        var places = Together.join(reading);
        return held(items, Keys.contact(ws, contact)).map(contacts::read)
                .flatMap(found -> held(items, Keys.activity(ws, contact)).map(activities::read)
                        .map(activity -> seen(ws, found, activity, open(ws, activity, items), places)));
    }

    private Map<String, String> places(String pk) {
        return table.query(pk, new Range.Prefix(Keys.GROUP), true, Limits.QUERY_PAGE_ITEMS_MAX)
                .stream()
                .collect(Collectors.toMap(item -> Keys.groupOf(item.key()), item -> item.text(Index.WORK.sortField())));
    }

    private Seen seen(
            WorkspaceId ws,
            Contact contact,
            Activity activity,
            Optional<Item> open,
            Map<String, String> places) {
        var conversation = open.map(conversations::read);
        var misplaced = conversation.map(found -> ConversationCodec.place(ws, found))
                .filter(place -> !open.flatMap(item -> item.findText(Index.QUEUE.partitionField()))
                        .equals(Optional.of(place.pk()))
                        || !open.flatMap(item -> item.findText(Index.QUEUE.sortField()))
                                .equals(Optional.of(place.sk())));
        return new Seen(contact, activity, conversation, misplaced.isPresent(), places);
    }

    private Optional<Item> open(WorkspaceId ws, Activity activity, Map<Key, Item> items) {
        return activity.open()
                .map(id -> Keys.conversation(ws, id))
                .flatMap(key -> held(items, key).or(() -> table.get(key)));
    }

    private static Optional<Item> held(Map<Key, Item> items, Key key) {
        return Optional.ofNullable(items.get(key));
    }

    /// Puts the conversation to where `to` says, unless somebody has written it since it was read.
    ///
    /// @throws ConditionFailed when somebody has
    public void move(WorkspaceId ws, Conversation to) throws ConditionFailed {
        table.update(Change.at(Keys.conversation(ws, to.id()))
                .indexed(Index.QUEUE, ConversationCodec.place(ws, to))
                .number(ConversationCodec.SCORE, to.standing().score())
                .text(ConversationCodec.TEAM, to.standing().team())
                .textOrNone(ConversationCodec.GIVEN, to.standing().given())
                .number(ConversationCodec.CONTACT_REV, to.standing().contactRev())
                .number(ConversationCodec.RULES_STAMP, to.standing().rulesStamp())
                .flag(ConversationCodec.VIP, to.vip())
                .texts(ConversationCodec.GROUPS, to.groups())
                .number(Fields.VERSION, to.version())
                .onlyIf(Condition.atVersion(to.version() - 1)));
    }

    /// Puts what is resolved into the queue of another team, unless somebody has written it since it was read. It counts as a
    /// write of the stream.
    ///
    /// @throws ConditionFailed when somebody has
    public void hand(WorkspaceId ws, Conversation before, String team) throws ConditionFailed {
        table.update(conversations.change(ws, before, before.handedTo(team)));
    }

    public Optional<Conversation> conversation(WorkspaceId ws, ConversationId id) {
        return table.get(Keys.conversation(ws, id)).map(conversations::read);
    }

    /// Makes the contact a member of just these groups.
    ///
    /// @throws ConditionFailed when it is gone, or has become a member meanwhile
    public void enroll(WorkspaceId ws, Seen seen, Collection<String> groups) throws ConditionFailed {
        var contact = seen.contact().id();
        var wanted = folded(groups);
        var changes = new ArrayList<Action>();
        for (var group : wanted) {
            if (!seen.places().containsKey(group)) {
                changes.add(Action.put(Item.at(Keys.membership(ws, contact, group))
                        .indexed(Index.WORK, place(ws, seen.activity(), group)), Condition.absent()));
            }
        }
        seen.places()
                .keySet()
                .stream()
                .filter(group -> !wanted.contains(group))
                .forEach(group -> changes.add(Action.delete(Keys.membership(ws, contact, group))));
        for (int from = 0; from < changes.size(); from += TOGETHER) {
            var actions = new ArrayList<Action>();
            actions.add(Action.check(Keys.activity(ws, contact), ActivityCodec.alive()));
            actions.addAll(changes.subList(from, Math.min(changes.size(), from + TOGETHER)));
            table.write(actions);
        }
    }

    /// Raises the contact to its last message in each of these groups where it stands lower; a membership that ended, or stands
    /// higher, is left alone. How many it raised.
    public int raise(WorkspaceId ws, Seen seen, Collection<String> groups) {
        var lower = new HashMap<String, Key>();
        folded(groups).forEach(group -> {
            var place = place(ws, seen.activity(), group);
            Optional.ofNullable(seen.places().get(group))
                    .filter(at -> at.compareTo(place.sk()) < 0)
                    .ifPresent(_ -> lower.put(group, place));
        });
        lower.forEach((group, place) -> raise(Keys.membership(ws, seen.contact().id(), group), place));
        return lower.size();
    }

    private void raise(Key membership, Key place) {
        try {
            table.update(Change.at(membership)
                    .indexed(Index.WORK, place)
                    .onlyIf(Condition.below(Index.WORK.sortField(), place.sk())));
        } catch (ConditionFailed goneOrHigher) {
            return;
        }
    }

    private static Set<String> folded(Collection<String> groups) {
        return groups.stream().map(RuleKey::folded).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Key place(WorkspaceId ws, Activity activity, String group) {
        return Keys.group(ws, group, activity.contact(), activity.lastMessageAt());
    }
}
