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
import kartei.domain.conversation.LiveContact;

/// Lists of contacts, newest activity first. An index says where they stand and may be behind; what is shown of them, and
/// whether they belong here at all, is read from the contacts themselves.
public final class ContactLists {
    private static final List<String> FIELDS = Stream
            .concat(ContactCodec.ALL_BUT_VALUES.stream(), ActivityCodec.ALL.stream())
            .distinct()
            .toList();

    private final Table table;
    private final ContactCodec contacts = new ContactCodec();
    private final ActivityCodec activities = new ActivityCodec();

    public ContactLists(Table table) {
        this.table = table;
    }

    /// Which contacts: those of a channel, those that are VIP, or both, or all.
    public record Filter(Optional<String> channelId, boolean vipOnly) {
        private boolean holds(LiveContact contact) {
            return channelId.filter(id -> !id.equals(contact.contact().channelId())).isEmpty()
                    && (!vipOnly || contact.contact().vip());
        }
    }

    /// Sort keys of an index, newest first, and whether there are more behind them.
    private record Entries(List<String> keys, boolean more) {}

    /// A page of contacts without their values, in two steps: the index, the contacts. Where a channel is asked for, the steps
    /// are repeated until the page is full or 1,000 entries were looked at.
    public Page<LiveContact> page(WorkspaceId ws, Filter filter, Optional<String> start, int limit) {
        var shown = new ArrayList<LiveContact>();
        var from = start;
        for (int looked = 0; looked < Limits.LIST_READ_ITEMS_MAX;) {
            var wanted = filter.channelId().isPresent() ? Limits.PAGE_ITEMS_MAX : limit - shown.size();
            var entries = entries(ws, filter, from, wanted);
            var known = contacts(ws, entries.keys());
            for (var entry : entries.keys()) {
                from = Optional.of(entry);
                looked++;
                Optional.ofNullable(known.remove(Keys.contactAtEnd(entry))).filter(filter::holds).ifPresent(shown::add);
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

    /// About the next `count` entries.
    private Entries entries(WorkspaceId ws, Filter filter, Optional<String> start, int count) {
        Range range = start.<Range>map(Range.Below::new).orElseGet(Range.All::new);
        if (filter.vipOnly()) {
            var members = keys(Index.WORK, Keys.groupMembers(ws, Contacts.VIP_GROUP), range, count + 1);
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

    private Map<ContactId, LiveContact> contacts(WorkspaceId ws, List<String> entries) {
        var ids = entries.stream().map(Keys::contactAtEnd).distinct().toList();
        var keys = ids.stream().flatMap(id -> Stream.of(Keys.contact(ws, id), Keys.activity(ws, id))).toList();
        var items = table.getAll(keys, FIELDS);
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
