package kartei.storage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.link.LinkRule;
import kartei.domain.link.Linking;
import kartei.domain.link.Mark;
import kartei.domain.link.MarkKind;
import kartei.domain.link.Marks;
import kartei.domain.workspace.Workspace;

/// Keeps what contacts are recognised by in step with them: what it makes of an edit belongs to the edit's transaction, so
/// that links are never behind the values that they come from.
public final class Marking {
    private static final String PURPOSE = "mark";

    private final Table table;
    private final WorkspaceKeys keys;
    private final StoredMarkCodec codec = new StoredMarkCodec();

    public Marking(Table table, WorkspaceKeys keys) {
        this.table = table;
        this.keys = keys;
    }

    // ---- with an edit ----

    /// What must be written with a contact that is met for the first time.
    public List<Action> ofNew(Workspace workspace, Contact contact) {
        return changes(workspace, Optional.empty(), contact);
    }

    /// What must change when a contact becomes another; nothing for an edit that touches no mark. Notes a value that is getting
    /// too common.
    public List<Action> changes(Workspace workspace, Contact before, Contact after) {
        return changes(workspace, Optional.of(before), after);
    }

    private List<Action> changes(Workspace workspace, Optional<Contact> before, Contact after) {
        var ws = workspace.id();
        var had = before.map(known -> marks(workspace, known, all(workspace))).orElseGet(Set::of);
        var toldOthers = before.filter(known -> known.notSame().equals(after.notSame())).isEmpty();
        if (had.equals(marks(workspace, after, all(workspace))) && !toldOthers) {
            return List.of();
        }
        var now = marks(workspace, after, linking(workspace).kept());
        var actions = new ArrayList<Action>();
        had.stream()
                .filter(mark -> !now.contains(mark))
                .forEach(gone -> actions.add(Action.delete(Keys.mark(ws, name(ws, gone), after.id()))));
        var rewrites = toldOthers || !onlyLinking(had).equals(onlyLinking(now));
        for (var mark : now) {
            var isNew = !had.contains(mark);
            if (isNew || (rewrites && mark.links())) {
                actions.add(put(ws, mark, after, now));
            }
            if (isNew && mark.links() && !MarkKind.isNetwork(mark.kind())) {
                crowd(ws, name(ws, mark)).ifPresent(actions::add);
            }
        }
        return actions;
    }

    private static Set<Mark> onlyLinking(Set<Mark> marks) {
        return marks.stream().filter(Mark::links).collect(Collectors.toSet());
    }

    /// That the mark is getting common, when it is.
    private Optional<Action> crowd(WorkspaceId ws, StoredMark.Name mark) {
        var marked = table.count(Keys.marked(ws, mark), Limits.CROWD_NOTED_MIN);
        return marked < Limits.CROWD_NOTED_MIN ? Optional.empty() : Optional.of(Action.put(Crowds.item(ws, mark)));
    }

    // ---- with a job ----

    /// The name of the contact's mark under the rule that is being built, by which it will be linked; nothing where it has no
    /// value that is compared.
    Optional<StoredMark.Name> built(Workspace workspace, Contact contact, LinkRule next) {
        return Marks.matching(contact, workspace.attributes(), next).map(mark -> name(workspace.id(), mark));
    }

    /// What makes a contact found under the rule that is being built: the marks of its own, and those of the networks, since
    /// each carries the others.
    List<Action> building(Workspace workspace, Contact contact, LinkRule next) {
        var own = MarkKind.ownOf(next, List.of(workspace.linkRule()));
        var now = marks(workspace, contact, linking(workspace).kept());
        var links = now.stream().anyMatch(mark -> own.contains(mark.kind()) && mark.links());
        return now.stream()
                .filter(mark -> own.contains(mark.kind()) || (links && MarkKind.isNetwork(mark.kind())))
                .map(mark -> put(workspace.id(), mark, contact, now))
                .toList();
    }

    /// Where the contact's marks under the rules that are being cleared away are, or would be.
    Stream<Key> retired(Workspace workspace, Contact contact) {
        var kept = marks(workspace, contact, linking(workspace).kept());
        return marks(workspace, contact, linking(workspace).retiring()).stream()
                .filter(mark -> !kept.contains(mark))
                .map(mark -> Keys.mark(workspace.id(), name(workspace.id(), mark), contact.id()));
    }

    /// Everything that the contact is, or may be, recognised by, under whatever rule.
    List<StoredMark.Name> all(Workspace workspace, Contact contact) {
        return marks(workspace, contact, all(workspace)).stream().map(mark -> name(workspace.id(), mark)).toList();
    }

    // ---- names ----

    StoredMark.Name name(WorkspaceId ws, Mark mark) {
        return new StoredMark.Name(mark.kind(), keys.hash(ws, PURPOSE, mark.kind(), mark.text()));
    }

    /// The names of those that link under the rule in force, in order.
    List<StoredMark.Name> linking(Workspace workspace, Contact contact) {
        return linking(workspace.id(), marks(workspace, contact, List.of(workspace.linkRule())));
    }

    private static Linking linking(Workspace workspace) {
        return workspace.settings().linking();
    }

    private static List<LinkRule> all(Workspace workspace) {
        return Stream.concat(linking(workspace).kept().stream(), linking(workspace).retiring().stream()).toList();
    }

    private static Set<Mark> marks(Workspace workspace, Contact contact, Collection<LinkRule> rules) {
        return Marks.of(contact, workspace.attributes(), rules);
    }

    private List<StoredMark.Name> linking(WorkspaceId ws, Set<Mark> marks) {
        return marks.stream().filter(Mark::links).map(mark -> name(ws, mark)).toList();
    }

    /// `all`: everything that the contact is recognised by, of which the mark is one.
    private Action put(WorkspaceId ws, Mark mark, Contact contact, Set<Mark> all) {
        var name = name(ws, mark);
        var stored = mark.links()
                ? new StoredMark(name, contact.id(),
                        linking(ws, all).stream().filter(other -> !other.equals(name)).toList(),
                        contact.notSame().stream().sorted(ContactId.ORDER).toList())
                : new StoredMark(name, contact.id(), List.of(), List.of());
        return Action.put(codec.encode(ws, stored));
    }
}
