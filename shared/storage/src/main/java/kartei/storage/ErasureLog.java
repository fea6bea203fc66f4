package kartei.storage;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;

/// Who was erased, by the deletion log.
public final class ErasureLog {
    private static final String CONTACT = "contact";

    private final Table table;

    public ErasureLog(Table table) {
        this.table = table;
    }

    /// The contacts of all entries that were named from this time on. Entries of a large erasure may be written long after they
    /// were named: who is asked for everybody asks [Erased] too. Reads nothing else of an entry.
    public Set<ContactId> since(WorkspaceId ws, Instant from) {
        var found = new HashSet<ContactId>();
        var start = Keys.ERASURE + Ulids.first(from);
        for (var more = true; more;) {
            var range = new Range.Between(start, Keys.ERASURE + Character.MAX_VALUE);
            var piece = table.piece(Keys.erasures(ws), range, List.of(CONTACT), Limits.QUERY_PAGE_ITEMS_MAX);
            piece.items().forEach(item -> found.add(new ContactId(item.text(CONTACT))));
            more = piece.more();
            if (more) {
                start = piece.items().getLast().key().sk() + '\0';
            }
        }
        return found;
    }
}
