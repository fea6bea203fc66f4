package kartei.function.contactedit;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import kartei.api.job.Assignment;
import kartei.api.job.Work;
import kartei.domain.contact.Contact;
import kartei.domain.link.LinkRule;
import kartei.domain.link.Linking;
import kartei.domain.workspace.Workspace;
import kartei.storage.Linkings;
import kartei.storage.Relinking;
import kartei.storage.Tallies;
import kartei.storage.Workspaces;

/// Builds the links of another matching attribute beside those in force, then switches over in one write (S27–S31). Edits at the
/// same time keep the marks of both.
record BuildLinks(Workspaces workspaces, LinkWalk walk, Relinking relinking, Linkings linkings, InstantSource clock)
        implements
            Work {

    /// The rule that this job builds, while it is still wanted.
    private static Optional<LinkRule> wanted(Workspace workspace, Assignment assignment) {
        return workspace.settings()
                .linking()
                .building()
                .filter(building -> building.job().equals(assignment.job().id()))
                .map(Linking.Building::rule);
    }

    @Override
    public Cut cut(Assignment assignment) {
        var workspace = workspaces.open(assignment.workspace());
        return wanted(workspace, assignment).map(_ -> walk.cut(assignment)).orElseGet(() -> new Cut(List.of(), 0));
    }

    @Override
    public Slice slice(Assignment assignment, String cursor) {
        var workspace = workspaces.open(assignment.workspace());
        return wanted(workspace, assignment).map(rule -> switch (WalkPlace.of(cursor)) {
            case WalkPlace.Walking from -> walk.tally(assignment, from, contacts -> built(workspace, contacts, rule));
            case WalkPlace.Counting at ->
                walk.count(assignment, at, byValue -> relinking.noteCommon(workspace.id(), byValue, rule));
        }).orElseGet(() -> Slice.last(0));
    }

    private Tallies.Found built(Workspace workspace, List<Contact> contacts, LinkRule rule) {
        relinking.build(workspace, contacts, rule);
        return relinking.values(workspace, contacts, rule);
    }

    @Override
    public Finish finish(Assignment assignment) {
        var workspace = workspaces.open(assignment.workspace());
        var rule = wanted(workspace, assignment);
        if (rule.isPresent() && rule.get().attribute().isPresent() && !LinkWalk.hasCounted(assignment.job())) {
            return walk.thenCount(assignment.job());
        }
        if (!walk.forget(assignment)) {
            return new Finish.More();
        }
        return new Finish.Done(rule.map(built -> linkings.switched(workspace, clock.instant())).orElse(List.of()));
    }
}
