package kartei.storage;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import kartei.domain.Limits;
import kartei.domain.rule.ContactGroup;
import kartei.domain.workspace.Workspace;

/// Who would be in a contact group, found by walking the directory of contacts.
public final class Members {
    private final Directory directory;

    public Members(Table table) {
        this.directory = new Directory(table);
    }

    /// How many contacts are members by their values: all shards of the directory are walked side by side.
    public long count(Workspace workspace, ContactGroup group) {
        return Together.all(IntStream.range(0, Limits.DIRECTORY_SHARDS)
                .<Supplier<Long>>mapToObj(shard -> () -> count(workspace, group, shard))
                .toList()).stream().mapToLong(Long::longValue).sum();
    }

    private long count(Workspace workspace, ContactGroup group, int shard) {
        var region = workspace.linkRule().region();
        var found = 0L;
        for (var after = Optional.of(""); after.isPresent();) {
            var piece = directory.piece(workspace.id(), shard, after.get(), Limits.DIRECTORY_PAGE_ITEMS_MAX);
            found += piece.contacts()
                    .stream()
                    .filter(contact -> group.has(contact, workspace.attributes(), region))
                    .count();
            after = piece.next();
        }
        return found;
    }
}
