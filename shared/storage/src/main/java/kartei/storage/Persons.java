package kartei.storage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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
/// links, of several persons together, and none for contacts that nothing links. Who was erased links nobody.
public final class Persons {
    private final Table table;
    private final Erased erased;
    private final Marking marking;
    private final StoredMarkCodec codec = new StoredMarkCodec();

    public Persons(Table table, Marking marking) {
        this.table = table;
        this.erased = new Erased(table);
        this.marking = marking;
    }

    public Person of(Workspace workspace, Contact contact) {
        return of(workspace, List.of(contact)).getFirst();
    }

    /// Of each contact the person, in their order. Of their values only that of the matching attribute is looked at.
    public List<Person> of(Workspace workspace, List<Contact> contacts) {
        var gatherings = contacts.stream()
                .map(contact -> new Gathering<>(contact.id(), contact.notSame(),
                        inForce(workspace, marking.linking(workspace, contact))))
                .toList();
        var known = new HashMap<StoredMark.Name, List<Candidate<StoredMark.Name>>>();
        var reading = open(gatherings).isEmpty() ? Optional.<CompletableFuture<Erased.Lately>>empty()
                : Optional.of(Together.start(() -> erased.lately(workspace.id())));
        for (var open = open(gatherings); !open.isEmpty(); open = open(open)) {
            var missing = open.stream()
                    .flatMap(gathering -> gathering.wanted().stream())
                    .distinct()
                    .filter(mark -> !known.containsKey(mark))
                    .toList();
            known.putAll(under(workspace, missing, reading.orElseThrow()));
            open.forEach(gathering -> gathering.found(gathering.wanted()
                    .stream()
                    .flatMap(mark -> known.getOrDefault(mark, List.of()).stream())
                    .toList()));
        }
        return gatherings.stream().map(Gathering::person).toList();
    }

    /// By each of these marks everybody who has it, those aside who were erased lately.
    private Map<StoredMark.Name, List<Candidate<StoredMark.Name>>> under(
            Workspace workspace,
            List<StoredMark.Name> marks,
            CompletableFuture<Erased.Lately> erasedLately) {
        var found = Together
                .all(marks
                        .stream().<Supplier<List<Candidate<StoredMark
                                .Name>>>>map(mark -> () -> under(workspace, mark))
                        .toList());
        var gone = Together.join(erasedLately);
        var under = new HashMap<StoredMark.Name, List<Candidate<StoredMark.Name>>>();
        for (int i = 0; i < marks.size(); i++) {
            under.put(marks.get(i), found.get(i).stream().filter(candidate -> !gone.has(candidate.contact())).toList());
        }
        return under;
    }

    private static <M> List<Gathering<M>> open(List<Gathering<M>> gatherings) {
        return gatherings.stream().filter(gathering -> !gathering.wanted().isEmpty()).toList();
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
