package kartei.storage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.Activity;
import kartei.domain.conversation.LiveContact;

/// Every contact of a workspace, shard by shard, for walks over all of them. It is an index: it may be behind the table by a
/// moment.
public final class Directory {
    private final Table table;
    private final Erased erased;
    private final ContactCodec codec = new ContactCodec();
    private final ActivityCodec activities = new ActivityCodec();

    public Directory(Table table) {
        this.table = table;
        this.erased = new Erased(table);
    }

    /// What a piece of a shard holds: contacts, and those (here or in the piece before or after) that have an open conversation;
    /// and after which entry the next piece begins, nothing at the end of the shard.
    public record Piece(List<Contact> contacts, List<ContactId> open, Optional<String> next) {
        public Piece {
            contacts = List.copyOf(contacts);
            open = List.copyOf(open);
        }
    }

    /// One call: up to `limit` entries, of which a contact has two, and up to 1 MB. `after` is the last entry seen, empty at the
    /// beginning.
    public Piece piece(WorkspaceId ws, int shard, String after, int limit) {
        var page = page(ws, shard, after, limit);
        var open = page.activities()
                .stream()
                .filter(activity -> activity.open().isPresent())
                .map(Activity::contact)
                .toList();
        return new Piece(page.contacts(), open, page.next());
    }

    /// Contacts of a shard with their activities, and after which entry the next piece begins, nothing at the end of the shard.
    public record Living(List<LiveContact> contacts, Optional<String> next) {
        public Living {
            contacts = List.copyOf(contacts);
        }
    }

    /// A walk that begins now.
    public Walk walk(WorkspaceId ws) {
        return new Walk(ws);
    }

    /// Goes from page to page over those who are alive. Who was erased before it began is not shown; who is erased while it goes
    /// on may be, as what was read before the erasure would be.
    public final class Walk {
        private final WorkspaceId ws;
        private @Nullable Set<ContactId> gone;

        private Walk(WorkspaceId ws) {
            this.ws = ws;
        }

        /// The contacts behind the entry `after` (empty at the beginning), in the order of their ids: one call; at the first
        /// contacts one for those who were erased before and whom the index may still have; and another one where the index does
        /// not have an activity beside its contact.
        public Living living(int shard, String after, int limit) {
            var page = page(ws, shard, after, limit);
            var living = new ArrayList<LiveContact>();
            var alone = new ArrayList<Contact>();
            var activities = new Activities(page.activities());
            for (var contact : page.contacts()) {
                activities.of(contact.id())
                        .ifPresentOrElse(activity -> living.add(new LiveContact(contact, activity)),
                                () -> alone.add(contact));
            }
            if (!alone.isEmpty()) {
                living.addAll(alive(ws, alone));
                living.sort(Comparator.comparing(LiveContact::id, ContactId.ORDER));
            }
            if (!page.contacts().isEmpty() && !gone().isEmpty()) {
                living.removeIf(contact -> gone().contains(contact.id()));
            }
            return new Living(living, page.next());
        }

        private Set<ContactId> gone() {
            if (gone == null) {
                gone = erased.lately(ws).contacts();
            }
            return gone;
        }
    }

    /// The entries of a page.
    private record Page(List<Contact> contacts, List<Activity> activities, Optional<String> next) {}

    private Page page(WorkspaceId ws, int shard, String after, int limit) {
        Range range = after.isEmpty() ? new Range.All() : new Range.Above(after);
        var contacts = new ArrayList<Contact>();
        var active = new ArrayList<Activity>();
        var next = table.walk(Index.DIRECTORY, Keys.directoryShard(ws, shard), range, limit, item -> {
            if (Keys.isContact(item.text(Fields.SK))) {
                contacts.add(codec.walked(item));
            } else {
                active.add(activities.walked(item));
            }
        });
        return new Page(contacts, active, next);
    }

    /// The activities of a page, each to be asked for in the order of the contacts, which is that of the page.
    private static final class Activities {
        private final List<Activity> inOrder;
        private int at;

        Activities(List<Activity> inOrder) {
            this.inOrder = inOrder;
        }

        Optional<Activity> of(ContactId contact) {
            while (at < inOrder.size() && ContactId.ORDER.compare(inOrder.get(at).contact(), contact) < 0) {
                at++;
            }
            return at < inOrder.size() && inOrder.get(at).contact().equals(contact) ? Optional.of(inOrder.get(at))
                    : Optional.empty();
        }
    }

    /// Those of the contacts that have an activity in the table.
    private List<LiveContact> alive(WorkspaceId ws, List<Contact> contacts) {
        var found = table.getAll(contacts.stream().map(contact -> Keys.activity(ws, contact.id())).toList());
        return contacts.stream()
                .flatMap(contact -> Optional.ofNullable(found.get(Keys.activity(ws, contact.id())))
                        .map(item -> new LiveContact(contact, activities.read(item)))
                        .stream())
                .toList();
    }

    /// All contacts, in one round trip; nothing when there are too many to be read while somebody waits.
    public Optional<List<Contact>> few(WorkspaceId ws) {
        var shards = ofShards(shard -> piece(ws, shard, "", Limits.PREVIEW_SHARD_ITEMS_MAX));
        return shards.stream().anyMatch(shard -> shard.next().isPresent()) ? Optional.empty()
                : Optional.of(shards.stream().flatMap(shard -> shard.contacts().stream()).toList());
    }

    /// The first contacts of each shard, in one round trip; `limit` entries of each.
    public List<Contact> some(WorkspaceId ws, int limit) {
        return ofShards(shard -> piece(ws, shard, "", limit)).stream()
                .flatMap(piece -> piece.contacts().stream())
                .toList();
    }

    /// About how many contacts there are: exactly, where each shard is counted in one page; otherwise by one shard, since a
    /// contact may be in any. Where that one has more than is counted of it, it is fewer than there are.
    public long about(WorkspaceId ws) {
        var shards = ofShards(shard -> counted(ws, shard, 1));
        return shards.stream().anyMatch(Queries.Count::more)
                ? counted(ws, 0, Limits.DIRECTORY_COUNT_PAGES_MAX).items() * Limits.DIRECTORY_SHARDS
                : shards.stream().mapToLong(Queries.Count::items).sum();
    }

    private Queries.Count counted(WorkspaceId ws, int shard, int pages) {
        return table.count(Index.DIRECTORY, Keys.directoryShard(ws, shard), Keys.CONTACT, pages);
    }

    /// What `read` finds in each shard, side by side.
    private static <T> List<T> ofShards(IntFunction<T> read) {
        return Together.all(IntStream.range(0, Limits.DIRECTORY_SHARDS)
                .<Supplier<T>>mapToObj(shard -> () -> read.apply(shard))
                .toList());
    }
}
