package kartei.storage;

import java.util.ArrayList;
import java.util.List;

import kartei.domain.link.Linking;
import kartei.domain.workspace.Workspace;

/// Writes how the contacts of a workspace are linked.
public final class Linkings {
    private final Table table;

    public Linkings(Table table) {
        this.table = table;
    }

    /// Puts `after` in the place of the workspace's linking, with `more` in the same transaction. False when the linking or a
    /// definition was changed since the workspace was opened: an attribute that is chosen here must still be there, and on.
    public boolean change(Workspace before, Linking after, List<Action> more) {
        var actions = new ArrayList<>(more);
        actions.add(LinkingCodec.set(Change.at(Keys.settings(before.id())), after).action());
        actions.add(Action.check(Keys.order(before.id()), Definitions.unchanged(before.attributes())));
        try {
            table.write(actions);
            return true;
        } catch (ConditionFailed changedMeanwhile) {
            return false;
        }
    }

    /// What holds as long as the linking is what the workspace was opened with.
    static Action unchanged(Workspace workspace) {
        return Action.check(Keys.settings(workspace.id()), LinkingCodec.atVersion(workspace.linking().version()));
    }
}
