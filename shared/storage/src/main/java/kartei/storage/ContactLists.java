package kartei.storage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import kartei.domain.Limits;
import kartei.domain.Page;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.domain.contact.Contact;
import kartei.domain.conversation.LiveContact;
import kartei.domain.link.Mark;
import kartei.domain.rule.ContactGroup;
import kartei.domain.rule.Criterion;
import kartei.domain.workspace.Workspace;

/// Lists of contacts, newest activity first. An index says where they stand and may be behind; what is shown of them, and
/// whether they belong here at all, is read from the contacts themselves.
public final class ContactLists {
    private static final List<String> FIELDS = Stream
            .concat(ContactCodec.ALL_BUT_VALUES.stream(), ActivityCodec.ALL.stream())
            .distinct()
            .toList();

    private static final Comparator<LiveContact> NEWEST = Comparator.comparing(ContactLists::positionOf).reversed();

    private final Table table;
    private final ContactCodec contacts = new ContactCodec();
    private final ActivityCodec activities = new ActivityCodec();
    private final StoredMarkCodec marks = new StoredMarkCodec();
    private final Marking marking;

    public ContactLists(Table table, Marking marking) {
        this.table = table;
        this.marking = marking;
    }

    /// Which contacts: those of a channel, those in a group, those that are recognised by a mark; several together, or all.
    public record Filter(Optional<String> channelId, Optional<String> group, Optional<Mark> mark) {
        private boolean holds(Workspace workspace, LiveContact contact) {
            return channelId.filter(id -> !id.equals(contact.contact().channelId())).isEmpty()
                    && group.filter(key -> !isIn(workspace, contact.contact(), key)).isEmpty();
        }

        private static boolean isIn(Workspace workspace, Contact contact, String group) {
            return group.equals(ContactGroup.VIP) ? contact.vip() : workspace.groupsOf(contact).contains(group);
        }
    }

    /// Sort keys of an index, newest first, and whether there are more behind them.
    private record Entries(List<String> keys, boolean more) {}

    /// A page of contacts without their values, in two steps: the index, the contacts. Where a channel is asked for, the steps
    /// are repeated until the page is full or 1,000 entries were looked at. `workspace` is asked for after the first step; of the
    /// values only those are read by which contacts are in groups, or linked.
    public Page<LiveContact> page(
            WorkspaceId ws,
            Supplier<Workspace> workspace,
            Filter filter,
            Optional<String> start,
            int limit) {
        if (filter.mark().isPresent()) {
            return marked(workspace.get(), filter, filter.mark().get(), start, limit);
        }
        var shown = new ArrayList<LiveContact>();
        var from = start;
        for (int looked = 0; looked < Limits.LIST_READ_ITEMS_MAX;) {
            var wanted = filter.channelId().isPresent() ? Limits.PAGE_ITEMS_MAX : limit - shown.size();
            var entries = entries(ws, filter, from, wanted);
            var known = contacts(workspace.get(), entries.keys().stream().map(Keys::contactAtEnd).distinct().toList());
            for (var entry : entries.keys()) {
                from = Optional.of(entry);
                looked++;
                Optional.ofNullable(known.remove(Keys.contactAtEnd(entry)))
                        .filter(found -> filter.holds(workspace.get(), found))
                        .ifPresent(shown::add);
                if (shown.size() == limit) {
                    return entries.more() || !entry.equals(entries.keys().getLast()) ? new Page<>(shown, from)
                            : Page.last(shown);
                }
            }
            if (!entries.more()) {
                return Page.last(shown);
            }
        }
        return new Page<>(shown, from);
    }

    /// Those under a mark: of each 1,000 of them, in the order of their ids, the newest activity first.
    private Page<LiveContact> marked(Workspace workspace, Filter filter, Mark mark, Optional<String> start, int limit) {
        var ws = workspace.id();
        var place = start.map(MarkedPlace::of).orElse(MarkedPlace.FIRST);
        var range = place.after().isEmpty() ? new Range.All() : new Range.Above(Keys.markedAfter(place.after()));
        var under = table.query(Keys.marked(ws, marking.name(ws, mark)), range, true, Limits.LIST_READ_ITEMS_MAX + 1);
        var block = under.subList(0, Math.min(under.size(), Limits.LIST_READ_ITEMS_MAX));
        var ids = block.stream().map(item -> marks.read(item).contact()).toList();
        var wanted = contacts(workspace, ids).values()
                .stream()
                .filter(found -> filter.holds(workspace, found))
                .sorted(NEWEST)
                .filter(contact -> place.isBefore(positionOf(contact)))
                .toList();
        if (wanted.size() > limit) {
            var shown = wanted.subList(0, limit);
            return new Page<>(shown, Optional.of(new MarkedPlace(place.after(), positionOf(shown.getLast())).text()));
        }
        return under.size() > block.size()
                ? new Page<>(wanted, Optional.of(new MarkedPlace(ids.getLast().value(), "").text()))
                : Page.last(wanted);
    }

    private static String positionOf(LiveContact contact) {
        return Times.text(contact.activity().lastMessageAt()) + " " + contact.id().value();
    }

    /// Where a page of marked contacts starts: `after` is the last contact of the thousand before, `last` the position of the
    /// last contact shown of this one.
    private record MarkedPlace(String after, String last) {
        static final MarkedPlace FIRST = new MarkedPlace("", "");

        static MarkedPlace of(String start) {
            var parts = start.split("/", 2);
            return new MarkedPlace(parts[0], parts[1]);
        }

        String text() {
            return after + "/" + last;
        }

        /// Whether a contact at this position comes after it, newest first.
        boolean isBefore(String position) {
            return last.isEmpty() || position.compareTo(last) < 0;
        }
    }

    /// About the next `count` entries.
    private Entries entries(WorkspaceId ws, Filter filter, Optional<String> start, int count) {
        Range range = start.<Range>map(Range.Below::new).orElseGet(Range.All::new);
        if (filter.group().isPresent()) {
            var members = keys(Index.WORK, Keys.groupMembers(ws, filter.group().get()), range, count + 1);
            return new Entries(members.subList(0, Math.min(count, members.size())), members.size() > count);
        }
        var each = shareOf(count);
        return merged(Together.all(IntStream.range(0, Limits.RECENT_SHARDS)
                .<Supplier<List<String>>>mapToObj(
                        shard -> () -> keys(Index.RECENT, Keys.recentShard(ws, shard), range, each))
                .toList()), count, each);
    }

    private List<String> keys(Index index, String pk, Range range, int count) {
        return table.query(index, pk, range, false, count).stream().map(item -> item.text(index.sortField())).toList();
    }

    /// How many of the next `count` entries a shard has at most, nearly always: three standard deviations above its share.
    private static int shareOf(int count) {
        var share = (double) count / Limits.RECENT_SHARDS;
        return Math.min(count, (int) Math.ceil(share + 3 * Math.sqrt(share))) + 1;
    }

    /// A shard that gave as many as it was asked for may have more: below its last one nothing is settled.
    private static Entries merged(List<List<String>> shards, int count, int each) {
        var settled = shards.stream()
                .filter(keys -> keys.size() == each)
                .map(List::getLast)
                .max(Comparator.naturalOrder())
                .orElse("");
        var all = shards.stream().flatMap(List::stream).sorted(Comparator.reverseOrder()).toList();
        var sure = all.stream().takeWhile(key -> key.compareTo(settled) >= 0).limit(count).toList();
        return new Entries(sure, !settled.isEmpty() || sure.size() < all.size());
    }

    /// As paths: the fields that a list shows, the values that groups ask for, and the one by which contacts are linked.
    private static List<List<String>> fields(Workspace workspace) {
        var asked = workspace.rules()
                .groups()
                .values()
                .stream()
                .flatMap(group -> group.all().stream())
                .map(Criterion::attribute);
        var values = Stream.concat(asked, workspace.linkRule().attribute().stream())
                .distinct()
                .map(attribute -> List.of(ContactCodec.VALUES, attribute));
        return Stream.concat(FIELDS.stream().map(List::of), values).toList();
    }

    private Map<ContactId, LiveContact> contacts(Workspace workspace, List<ContactId> ids) {
        var ws = workspace.id();
        var keys = ids.stream().flatMap(id -> Stream.of(Keys.contact(ws, id), Keys.activity(ws, id))).toList();
        var items = table.getAll(keys, fields(workspace));
        var found = new HashMap<ContactId, LiveContact>();
        for (var id : ids) {
            var contact = Optional.ofNullable(items.get(Keys.contact(ws, id)));
            var activity = Optional.ofNullable(items.get(Keys.activity(ws, id)));
            if (contact.isPresent() && activity.isPresent()) {
                found.put(id, new LiveContact(contacts.read(contact.get()), activities.read(activity.get())));
            }
        }
        return found;
    }
}
