package kartei.storage;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import kartei.domain.Limits;
import kartei.domain.contact.Contact;
import kartei.domain.rule.ContactGroup;
import kartei.domain.workspace.Workspace;

/// Who would be in a contact group, found by walking the directory of contacts.
public final class Members {
    private final Table table;
    private final ContactCodec contacts = new ContactCodec();

    public Members(Table table) {
        this.table = table;
    }

    /// How many contacts are members by their values: all shards of the directory are walked side by side.
    public long count(Workspace workspace, ContactGroup group) {
        return Together.all(IntStream.range(0, Limits.DIRECTORY_SHARDS)
                .<Supplier<Long>>mapToObj(shard -> () -> count(workspace, group, shard))
                .toList()).stream().mapToLong(Long::longValue).sum();
    }

    private long count(Workspace workspace, ContactGroup group, int shard) {
        var found = 0L;
        var after = "";
        for (var more = true; more;) {
            Range range = after.isEmpty() ? new Range.All() : new Range.Above(after);
            var items = table.query(Index.DIRECTORY, Keys.directoryShard(workspace.id(), shard), range, true,
                    Limits.QUERY_PAGE_ITEMS_MAX);
            found += items.stream()
                    .flatMap(item -> contact(item).stream())
                    .filter(contact -> has(workspace, group, contact))
                    .count();
            more = items.size() == Limits.QUERY_PAGE_ITEMS_MAX;
            after = more ? items.getLast().text(Index.DIRECTORY.sortField()) : after;
        }
        return found;
    }

    private Optional<Contact> contact(Item item) {
        return List.of(item)
                .stream()
                .filter(held -> held.key().sk().equals(Keys.CONTACT))
                .map(contacts::read)
                .findFirst();
    }

    private static boolean has(Workspace workspace, ContactGroup group, Contact contact) {
        return group.has(contact, workspace.attributes(), workspace.linkRule().region());
    }
}
