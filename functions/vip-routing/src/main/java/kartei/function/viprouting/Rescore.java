package kartei.function.viprouting;

import java.util.List;
import java.util.Optional;

import kartei.api.job.Assignment;
import kartei.api.job.Work;
import kartei.domain.rule.ContactGroup;
import kartei.domain.workspace.Workspace;
import kartei.storage.Directory;
import kartei.storage.Rescoring;
import kartei.storage.Rescoring.Reach;
import kartei.storage.Walks;
import kartei.storage.Workspaces;

/// Puts those to where they belong whom a change of rules, groups, teams, VIP or plan may concern (S33, S37, S42).
record Rescore(Workspaces workspaces, Walks walks, Directory directory, PutRight right) implements Work {

    @Override
    public Cut cut(Assignment assignment) {
        var workspace = workspaces.open(assignment.workspace());
        return switch (Rescoring.reachOf(assignment.job())) {
            case Reach.Open() -> new Cut(PutRight.cursors(Walk.open(workspace).stream()), open(workspace));
            case Reach.Members(var groups) ->
                new Cut(PutRight.cursors(Walk.contacts(groups).stream()), directory.about(workspace.id()));
            case Reach.Work(var team) -> new Cut(PutRight.cursors(Walk.former(team).stream()), 0);
        };
    }

    /// How many conversations are open, as far as the index knows.
    private long open(Workspace workspace) {
        var count = 0L;
        for (var walk : Walk.open(workspace)) {
            for (var next = Optional.of(walk); next.isPresent(); next = next.get().following(workspace)) {
                count += next.get() instanceof Walk.OfQueue(var lane, _) ? walks.count(workspace.id(), lane) : 0;
            }
        }
        return count;
    }

    @Override
    public Slice slice(Assignment assignment, String cursor) {
        var workspace = workspaces.open(assignment.workspace());
        return right.slice(workspace, Walk.of(cursor), choice(workspace, Rescoring.reachOf(assignment.job())));
    }

    /// Of all contacts those who should be members by what the directory knows of them.
    private static PutRight.Choice choice(Workspace workspace, Reach reach) {
        var groups = switch (reach) {
            case Reach.Members(var keys) ->
                keys.stream().flatMap(key -> workspace.rules().group(key).stream()).toList();
            case Reach.Open(),Reach.Work(_) -> List.<ContactGroup>of();
        };
        return new PutRight.Choice(
                contact -> groups.stream()
                        .anyMatch(group -> group.has(contact, workspace.attributes(), workspace.linkRule().region())),
                false);
    }

    @Override
    public Finish finish(Assignment assignment) {
        return new Finish.Done(List.of());
    }
}
