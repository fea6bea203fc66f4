package kartei.api;

import java.util.Optional;
import java.util.function.Function;

import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.workspace.Workspace;
import kartei.storage.Backoff;
import kartei.storage.Workspaces;

/// Decides and writes, again on fresh data while others change what was decided on; after six times it is 503 `busy`.
public record Tries(Workspaces workspaces, Backoff backoff) {

    /// `attempt` has no result when it was overtaken.
    ///
    /// @throws Rejected `busy` after the last try
    public <T> T until(Workspace first, Function<Workspace, Optional<T>> attempt) {
        var workspace = first;
        for (int tried = 1; tried <= Limits.WRITE_TRIES_MAX; tried++) {
            var result = attempt.apply(workspace);
            if (result.isPresent()) {
                return result.get();
            }
            backoff.before(tried);
            workspace = workspaces.open(first.id());
        }
        throw Rejected.busy();
    }
}
