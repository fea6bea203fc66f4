package kartei.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kartei.domain.Limits;
import kartei.domain.Page;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.domain.link.LinkRule;
import kartei.domain.link.MarkKind;

/// Values of the matching attribute that so many contacts have that they link nobody (S26–S31). A value is noted long before it
/// is too common, and stays noted; how many have it is counted when somebody asks.
public final class Crowds {
    private final Table table;

    public Crowds(Table table) {
        this.table = table;
    }

    /// How many contacts have one value, and a few of them; the value itself is not shown. `orMore`: it was not counted further.
    public record Crowd(int contacts, boolean orMore, List<ContactId> sample) {
        public Crowd {
            sample = List.copyOf(sample);
        }
    }

    /// Those that are too common under a rule, in no order that means something; a page may hold fewer than `limit`.
    public Page<Crowd> tooCommon(WorkspaceId ws, LinkRule rule, Optional<String> start, int limit) {
        var kind = MarkKind.matching(rule);
        Range range = start.<Range>map(after -> new Range.Between(after + '\0', Keys.CROWD + Character.MAX_VALUE))
                .orElseGet(() -> new Range.Prefix(Keys.CROWD));
        var noted = table.piece(Keys.crowds(ws, kind), range, true, limit);
        var found = new ArrayList<Crowd>();
        for (var item : noted.items()) {
            crowd(ws, Keys.crowdOf(item.key())).ifPresent(found::add);
        }
        return noted.more() ? new Page<>(found, Optional.of(noted.items().getLast().key().sk())) : Page.last(found);
    }

    private Optional<Crowd> crowd(WorkspaceId ws, StoredMark.Name mark) {
        var pk = Keys.marked(ws, mark);
        var count = Math.toIntExact(table.count(pk, Limits.CROWD_COUNTED_MAX));
        if (count <= Limits.LINKED_BY_ONE_VALUE_MAX) {
            return Optional.empty();
        }
        var codec = new StoredMarkCodec();
        var sample = table.query(pk, new Range.All(), true, Limits.CROWD_SAMPLE);
        return Optional.of(new Crowd(count, count >= Limits.CROWD_COUNTED_MAX,
                sample.stream().map(item -> codec.read(item).contact()).toList()));
    }

    /// Notes values by their marks.
    void note(WorkspaceId ws, List<StoredMark.Name> marks) {
        table.putAll(marks.stream().map(mark -> item(ws, mark)).toList());
    }

    /// Forgets what was noted under a rule that is no longer in force.
    void forget(WorkspaceId ws, long generation) {
        var pk = Keys.crowds(ws, MarkKind.matching(generation));
        for (var more = true; more;) {
            var noted = table.piece(pk, new Range.Prefix(Keys.CROWD), true, Limits.QUERY_PAGE_ITEMS_MAX);
            table.deleteAll(noted.items().stream().map(Item::key).toList());
            more = noted.more();
        }
    }

    static Item item(WorkspaceId ws, StoredMark.Name mark) {
        return Item.at(Keys.crowd(ws, mark));
    }
}
