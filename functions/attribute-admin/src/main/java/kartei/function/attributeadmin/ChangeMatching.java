package kartei.function.attributeadmin;

import java.time.Instant;
import java.util.Optional;

import kartei.api.Tries;
import kartei.api.http.Precondition;
import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.workspace.Workspace;
import kartei.storage.Linkings;
import kartei.storage.Workspaces;

/// Chooses the attribute by which contacts are linked (S27–S31). What is not in force at once is built by a job; another
/// choice replaces one that is being built.
record ChangeMatching(Linkings linkings, Workspaces workspaces, Tries tries) {

    Workspace change(Workspace workspace, MatchingWish wish, Precondition ifMatch, Instant now) {
        return tries.until(workspace, fresh -> changed(fresh, wish, ifMatch, now));
    }

    private Optional<Workspace> changed(Workspace workspace, MatchingWish wish, Precondition ifMatch, Instant now) {
        var before = workspace.settings().linking();
        ifMatch.check(before.version());
        var attribute = wish.attributeIn(workspace);
        var region = wish.regionIn(workspace);
        if (before.wanted().says(attribute, region)) {
            return Optional.of(workspace);
        }
        var after = before.changed(attribute, region, linkings.newJob());
        if (after.retiring().size() > Limits.LINK_RULES_RETIRING_MAX) {
            throw Rejected
                    .conflict("the links of earlier choices are still being cleared away: try again in a few minutes");
        }
        return linkings.change(workspace, after, now) ? Optional.of(workspaces.open(workspace.id())) : Optional.empty();
    }
}
