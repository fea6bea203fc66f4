package kartei.function.contactedit;

import kartei.api.job.Assignment;
import kartei.api.job.Work;
import kartei.storage.Linkings;
import kartei.storage.Relinking;
import kartei.storage.Workspaces;

/// Clears away the marks of matching attributes that are no longer in force: nobody reads them (S27–S31).
record ClearLinks(Workspaces workspaces, LinkWalk walk, Relinking relinking, Linkings linkings) implements Work {

    @Override
    public Cut cut(Assignment assignment) {
        return walk.cut(assignment);
    }

    @Override
    public Slice slice(Assignment assignment, String cursor) {
        var workspace = workspaces.open(assignment.workspace());
        return switch (WalkPlace.of(cursor)) {
            case WalkPlace.Walking from ->
                walk.visit(assignment, from, contacts -> relinking.clear(workspace, contacts));
            case WalkPlace.Counting _ -> throw new IllegalStateException("nothing is counted here");
        };
    }

    @Override
    public Finish finish(Assignment assignment) {
        var ws = assignment.workspace();
        Linkings.generations(assignment.job()).forEach(generation -> relinking.forgetCommon(ws, generation));
        return new Finish.Done(linkings.cleared(ws, workspaces.open(ws).settings().linking(), assignment.job()));
    }
}
