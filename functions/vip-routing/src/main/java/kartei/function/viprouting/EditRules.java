package kartei.function.viprouting;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.job.Job;
import kartei.domain.workspace.Workspace;
import kartei.storage.Action;
import kartei.storage.Backoff;
import kartei.storage.Rescoring;
import kartei.storage.RuleBook;
import kartei.storage.Workspaces;

/// Decides a change of the rules and writes it, again on fresh rules and attributes while others change them; after six times
/// it is 503 `busy`. With it goes the job that puts right what it concerns.
record EditRules(RuleBook book, Workspaces workspaces, Supplier<String> ids, InstantSource clock, Backoff backoff) {

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
        var workspace = first;
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var edit = decide.apply(workspace);
            if (edit.isEmpty()) {
                return new Edited(workspace, Optional.empty());
            }
            var job = edit.get().reach().map(reach -> Rescoring.job(reach, ids.get(), clock.instant()));
            if (book.write(workspace, edit.get().changes(), job)) {
                return new Edited(workspaces.open(first.id()), job);
            }
            backoff.before(attempt);
            workspace = workspaces.open(first.id());
        }
        throw Rejected.busy();
    }
}
