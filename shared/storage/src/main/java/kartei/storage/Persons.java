package kartei.storage;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import kartei.domain.Feature;
import kartei.domain.Limits;
import kartei.domain.contact.Contact;
import kartei.domain.link.Gathering;
import kartei.domain.link.Gathering.Candidate;
import kartei.domain.link.MarkKind;
import kartei.domain.link.Person;
import kartei.domain.workspace.Workspace;

/// Finds the contacts that are one person, by what they are recognised by now (S26–S31): one round trip for each hop of
/// links, none for a contact that nothing links.
public final class Persons {
    private final Table table;
    private final Marking marking;
    private final StoredMarkCodec codec = new StoredMarkCodec();

    public Persons(Table table, Marking marking) {
        this.table = table;
        this.marking = marking;
    }

    public Person of(Workspace workspace, Contact contact) {
        var gathering = new Gathering<>(contact.id(), contact.notSame(),
                inForce(workspace, marking.linking(workspace, contact)));
        for (var wanted = gathering.wanted(); !wanted.isEmpty(); wanted = gathering.wanted()) {
            gathering.found(Together.all(wanted
                    .stream().<Supplier<List<Candidate<StoredMark
                            .Name>>>>map(mark -> () -> under(workspace, mark))
                    .toList()).stream().flatMap(List::stream).toList());
        }
        return gathering.person();
    }

    /// Everybody under the mark; nobody when there are so many that it says nothing of a person.
    private List<Candidate<StoredMark.Name>> under(Workspace workspace, StoredMark.Name mark) {
        var items = table.query(Keys.marked(workspace.id(), mark), new Range.All(), true,
                Limits.LINKED_BY_ONE_VALUE_MAX + 1);
        return items.size() > Limits.LINKED_BY_ONE_VALUE_MAX ? List.of()
                : items.stream().map(codec::read).map(stored -> candidate(workspace, stored)).toList();
    }

    private static Candidate<StoredMark.Name> candidate(Workspace workspace, StoredMark stored) {
        return new Candidate<>(stored.contact(), stored.name().kind(), stored.name(), Set.copyOf(stored.notSame()),
                inForce(workspace, stored.others()));
    }

    /// Without those of a rule that is being built or cleared away, and without the matching attribute where the plan lacks it.
    private static List<StoredMark.Name> inForce(Workspace workspace, List<StoredMark.Name> marks) {
        var matching = MarkKind.matching(workspace.linkRule());
        var matches = workspace.has(Feature.MATCHING) && workspace.linkRule().attribute().isPresent();
        return marks.stream()
                .filter(mark -> MarkKind.isNetwork(mark.kind()) || (matches && mark.kind().equals(matching)))
                .toList();
    }
}
