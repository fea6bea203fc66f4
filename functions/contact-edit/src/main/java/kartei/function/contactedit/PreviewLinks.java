package kartei.function.contactedit;

import java.time.InstantSource;
import java.util.List;

import kartei.api.job.Assignment;
import kartei.api.job.Work;
import kartei.domain.Limits;
import kartei.domain.workspace.Workspace;
import kartei.storage.Previews;
import kartei.storage.Relinking;
import kartei.storage.Tallies;
import kartei.storage.Workspaces;

/// Counts what another matching attribute would link, and changes nothing (S27–S31).
record PreviewLinks(Workspaces workspaces, LinkWalk walk, Relinking relinking, Tallies tallies, InstantSource clock)
        implements
            Work {

    @Override
    public Cut cut(Assignment assignment) {
        return walk.cut(assignment);
    }

    @Override
    public Slice slice(Assignment assignment, String cursor) {
        return switch (WalkPlace.of(cursor)) {
            case WalkPlace.Walking from -> tallied(assignment, from, workspaces.open(assignment.workspace()));
            case WalkPlace.Counting at -> walk.count(assignment, at, _ -> {});
        };
    }

    private Slice tallied(Assignment assignment, WalkPlace.Walking from, Workspace workspace) {
        var rule = Previews.rule(assignment.job());
        return walk.tally(assignment, from, contacts -> relinking.values(workspace, contacts, rule));
    }

    /// The result is put down before what it was made from goes, so that this may be left and done again anywhere.
    @Override
    public Finish finish(Assignment assignment) {
        var ws = assignment.workspace();
        var job = assignment.job();
        if (!LinkWalk.hasCounted(job)) {
            return walk.thenCount(job);
        }
        if (tallies.result(ws, job.id()).isEmpty()) {
            tallies.putResult(ws, job.id(), clock.instant().plus(Limits.JOB_KEPT));
        }
        return walk.forget(assignment) ? new Finish.Done(List.of()) : new Finish.More();
    }
}
