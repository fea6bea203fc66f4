package kartei.function.viprouting;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import kartei.api.Tries;
import kartei.domain.job.Job;
import kartei.domain.workspace.Workspace;
import kartei.storage.Action;
import kartei.storage.Rescoring;
import kartei.storage.RuleBook;
import kartei.storage.Workspaces;

/// Decides a change of the rules and writes it, again on fresh rules and attributes while others change them; after six times
/// it is 503 `busy`. With it goes the job that puts right what it concerns.
record EditRules(RuleBook book, Workspaces workspaces, Supplier<String> ids, InstantSource clock, Tries tries) {

    /// What is to be written, and whom it may concern; nobody where it gives no conversation another place.
    record Edit(List<Action> changes, Optional<Rescoring.Reach> reach) {
        Edit {
            changes = List.copyOf(changes);
        }
    }

    /// The workspace after it, and the job that follows.
    record Edited(Workspace workspace, Optional<Job> job) {}

    /// `decide` says what is to be written, nothing where it is so already.
    Edited edit(Workspace first, Function<Workspace, Optional<Edit>> decide) {
        return tries.until(first, workspace -> {
            var edit = decide.apply(workspace);
            return edit.isEmpty() ? Optional.of(new Edited(workspace, Optional.empty()))
                    : written(workspace, edit.get());
        });
    }

    /// Nothing when something has changed since the workspace was opened.
    private Optional<Edited> written(Workspace workspace, Edit edit) {
        var job = edit.reach().map(reach -> Rescoring.job(reach, ids.get(), clock.instant()));
        return book.write(workspace, edit.changes(), job)
                ? Optional.of(new Edited(workspaces.open(workspace.id()), job))
                : Optional.empty();
    }
}
