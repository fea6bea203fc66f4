package kartei.function.inbox;

import kartei.api.http.Precondition;
import kartei.api.json.Body;
import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.Placement;
import kartei.domain.rule.Team;
import kartei.domain.workspace.Workspace;
import kartei.storage.Backoff;
import kartei.storage.ConditionFailed;
import kartei.storage.Conversations;
import kartei.storage.Workspaces;

/// Gives a conversation to a team by hand. It stays there until its topics, visibility, VIP or contact groups change (S34).
final class ChangeTeam {
    private static final String TEAM = "team";

    private final Conversations conversations;
    private final Workspaces workspaces;
    private final Backoff backoff;

    ChangeTeam(Conversations conversations, Workspaces workspaces, Backoff backoff) {
        this.conversations = conversations;
        this.workspaces = workspaces;
        this.backoff = backoff;
    }

    /// The key in the body of `PUT /v1/conversations/{id}/team`.
    static String read(Body body) {
        var team = body.requiredText(TEAM);
        body.check();
        return team;
    }

    /// The conversation as it is after. `read` has its contact.
    ///
    /// @throws Rejected `invalid` when there is no such team, `not-found`, `stale`, or `busy`
    Conversations.Whole change(Workspace opened, Conversations.Whole read, String key, Precondition precondition) {
        var whole = read;
        var workspace = opened;
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var team = workspace.rules()
                    .team(key)
                    .orElseThrow(() -> Rejected.invalid("/team", "is not a team of this workspace"));
            var before = whole.conversation();
            precondition.check(before.version());
            var place = Placement.given(workspace, whole.contact().orElseThrow(), before, team.key());
            if (place.standing().saysAs(before.standing())) {
                return whole;
            }
            var after = before.given(place);
            if (written(workspace, team, before, after)) {
                return whole.with(after);
            }
            backoff.before(attempt);
            whole = conversations.whole(workspace.id(), before.id(), true).orElseThrow(Rejected::notFound);
            workspace = workspaces.open(workspace.id());
        }
        throw Rejected.busy();
    }

    private boolean written(Workspace workspace, Team team, Conversation before, Conversation after) {
        try {
            conversations.give(workspace.id(), before, after, team);
            return true;
        } catch (ConditionFailed notAsThought) {
            return false;
        }
    }
}
