package kartei.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import kartei.domain.WorkspaceId;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.link.Mark;
import kartei.domain.link.Marks;
import kartei.domain.workspace.Workspace;

/// Keeps what contacts are recognised by in step with them: what it makes of an edit belongs to the edit's transaction, so
/// that links are never behind the values that they come from.
public final class Marking {
    private static final String PURPOSE = "mark";

    private final WorkspaceKeys keys;
    private final StoredMarkCodec codec = new StoredMarkCodec();

    public Marking(WorkspaceKeys keys) {
        this.keys = keys;
    }

    /// What must be written with a contact that is met for the first time.
    public List<Action> ofNew(Workspace workspace, Contact contact) {
        return changes(workspace, Set.of(), contact, true);
    }

    /// What must change when a contact becomes another; nothing for an edit that touches no mark.
    public List<Action> changes(Workspace workspace, Contact before, Contact after) {
        return changes(workspace, marks(workspace, before), after, !before.notSame().equals(after.notSame()));
    }

    StoredMark.Name name(WorkspaceId ws, Mark mark) {
        return new StoredMark.Name(mark.kind(), keys.hash(ws, PURPOSE, mark.kind(), mark.text()));
    }

    /// The names of those that link, in order.
    List<StoredMark.Name> linking(Workspace workspace, Contact contact) {
        return linking(workspace.id(), marks(workspace, contact));
    }

    private static Set<Mark> marks(Workspace workspace, Contact contact) {
        return Marks.of(contact, workspace.attributes(), workspace.linkRule());
    }

    private List<Action> changes(Workspace workspace, Set<Mark> before, Contact after, boolean othersDiffer) {
        var ws = workspace.id();
        var now = marks(workspace, after);
        if (now.equals(before) && !othersDiffer) {
            return List.of();
        }
        var actions = new ArrayList<Action>();
        before.stream()
                .filter(mark -> !now.contains(mark))
                .forEach(gone -> actions.add(Action.delete(Keys.mark(ws, name(ws, gone), after.id()))));
        var rewrites = othersDiffer || !onlyLinking(before).equals(onlyLinking(now));
        var linking = linking(ws, now);
        for (var mark : now) {
            if (!before.contains(mark) || (rewrites && mark.links())) {
                actions.add(put(ws, mark, after, linking));
            }
        }
        return actions;
    }

    private static Set<Mark> onlyLinking(Set<Mark> marks) {
        return marks.stream().filter(Mark::links).collect(Collectors.toSet());
    }

    private List<StoredMark.Name> linking(WorkspaceId ws, Set<Mark> marks) {
        return marks.stream().filter(Mark::links).map(mark -> name(ws, mark)).toList();
    }

    private Action put(WorkspaceId ws, Mark mark, Contact contact, List<StoredMark.Name> linking) {
        var name = name(ws, mark);
        var stored = mark.links()
                ? new StoredMark(name, contact.id(), linking.stream().filter(other -> !other.equals(name)).toList(),
                        contact.notSame().stream().sorted(ContactId.ORDER).toList())
                : new StoredMark(name, contact.id(), List.of(), List.of());
        return Action.put(codec.encode(ws, stored));
    }
}
