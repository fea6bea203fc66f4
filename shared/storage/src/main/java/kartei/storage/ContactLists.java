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
import kartei.domain.contact.LiveContact;

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

    /// A page of contacts without their values, in two steps: the index, the contacts. Where a channel is asked for, the steps
    /// are repeated until the page is full or 1,000 entries were looked at.
    public Page<LiveContact> page(WorkspaceId ws, Filter filter, Optional<String> start, int limit) {
        var chunk = filter.channelId().isPresent() ? Limits.PAGE_ITEMS_MAX : limit;
        var shown = new ArrayList<LiveContact>();
        var from = start;
        for (int looked = 0; looked < Limits.LIST_READ_ITEMS_MAX; looked += chunk) {
            var entries = entries(ws, filter, from, chunk + 1);
            var more = entries.size() > chunk;
            var part = more ? entries.subList(0, chunk) : entries;
            var known = contacts(ws, part);
            for (var entry : part) {
                from = Optional.of(entry);
                Optional.ofNullable(known.remove(Keys.contactAtEnd(entry))).filter(filter::holds).ifPresent(shown::add);
                if (shown.size() == limit) {
                    return more || !entry.equals(part.getLast()) ? new Page<>(shown, from) : Page.last(shown);
                }
            }
            if (!more) {
                return Page.last(shown);
            }
        }
        return new Page<>(shown, from);
    }

    /// The sort keys of the next `count` entries.
    private List<String> entries(WorkspaceId ws, Filter filter, Optional<String> start, int count) {
        Range range = start.<Range>map(Range.Below::new).orElseGet(Range.All::new);
        if (filter.vipOnly()) {
            var members = table.query(Index.WORK, Keys.groupMembers(ws, Contacts.VIP_GROUP), range, false, count);
            return members.stream().map(item -> item.text(Index.WORK.sortField())).toList();
        }
        var shards = IntStream.range(0, Limits.RECENT_SHARDS)
                .<Supplier<List<Item>>>mapToObj(
                        shard -> () -> table.query(Index.RECENT, Keys.recentShard(ws, shard), range, false, count))
                .toList();
        return Together.all(shards)
                .stream()
                .flatMap(List::stream)
                .map(item -> item.text(Index.RECENT.sortField()))
                .sorted(Comparator.reverseOrder())
                .limit(count)
                .toList();
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
