package kartei.storage;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;

/// Every contact of a workspace, shard by shard, for walks over all of them. It is an index: it may be behind the table by a
/// moment.
public final class Directory {
    private final Table table;
    private final ContactCodec codec = new ContactCodec();

    public Directory(Table table) {
        this.table = table;
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
        Range range = after.isEmpty() ? new Range.All() : new Range.Above(after);
        var read = table.piece(Index.DIRECTORY, Keys.directoryShard(ws, shard), range, true, limit);
        var contacts = read.items().stream().filter(Directory::isContact).map(codec::read).toList();
        var open = read.items()
                .stream()
                .filter(item -> !isContact(item) && item.findText(ActivityCodec.OPEN).isPresent())
                .map(item -> new ContactId(item.text("id")))
                .toList();
        return new Piece(contacts, open,
                read.more() ? Optional.of(read.items().getLast().text(Index.DIRECTORY.sortField())) : Optional.empty());
    }

    /// All contacts, in one round trip; nothing when there are too many to be read while somebody waits.
    public Optional<List<Contact>> few(WorkspaceId ws) {
        var shards = ofShards(shard -> piece(ws, shard, "", Limits.PREVIEW_SHARD_ITEMS_MAX));
        return shards.stream().anyMatch(shard -> shard.next().isPresent()) ? Optional.empty()
                : Optional.of(shards.stream().flatMap(shard -> shard.contacts().stream()).toList());
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

    private static boolean isContact(Item item) {
        return Keys.isContact(item.key().sk());
    }
}
