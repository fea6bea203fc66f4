package kartei.function.viprouting;

import java.util.ArrayList;
import java.util.List;

import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.WorkspaceId;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.ConversationId;
import kartei.domain.rule.ContactGroup;
import kartei.domain.rule.Rules;
import kartei.domain.workspace.Workspace;
import kartei.storage.Backoff;
import kartei.storage.ConditionFailed;
import kartei.storage.Keys;
import kartei.storage.Standings;
import kartei.storage.Standings.Seen;
import kartei.storage.Together;
import kartei.storage.Workspaces;

/// Puts a contact's open conversation, and the contact among the members of groups, to where they belong by what the table
/// holds now. So a change that comes twice, late or after a newer one ends the same.
final class RouteContact {
    private final Workspaces workspaces;
    private final Standings standings;
    private final Backoff backoff;

    RouteContact(Workspaces workspaces, Standings standings, Backoff backoff) {
        this.workspaces = workspaces;
        this.standings = standings;
        this.backoff = backoff;
    }

    /// What one look led to: how much stood elsewhere than it belongs, and whether another look has to follow.
    private record Look(int repaired, boolean done) {}

    /// How much stood elsewhere than it belongs.
    ///
    /// @throws Rejected `busy` when others wrote the contact or its conversation at every try: the stream brings the change again
    int route(Keys.Owner owner) {
        var repaired = 0;
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var look = look(owner);
            repaired += look.repaired();
            if (look.done()) {
                return repaired;
            }
            backoff.before(attempt);
        }
        throw Rejected.busy();
    }

    /// Puts a conversation to where it belongs, whatever its status: a resolved one of a team that is no more goes to the
    /// fallback team. How much stood elsewhere.
    int route(WorkspaceId ws, ConversationId id) {
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var found = standings.conversation(ws, id).filter(conversation -> !conversation.status().isOpen());
            if (found.isEmpty()) {
                return route(new Keys.Owner(ws, id.contact()));
            }
            var rules = workspaces.open(ws).rules();
            if (rules.team(found.get().standing().team()).isPresent() || handed(ws, found.get(), rules)) {
                return 1;
            }
            backoff.before(attempt);
        }
        throw Rejected.busy();
    }

    private boolean handed(WorkspaceId ws, Conversation resolved, Rules rules) {
        try {
            standings.hand(ws, resolved, rules.routing().fallbackTeam());
            return true;
        } catch (ConditionFailed writtenMeanwhile) {
            return false;
        }
    }

    private Look look(Keys.Owner owner) {
        var ws = owner.workspace();
        var opening = Together.start(() -> workspaces.open(ws));
        var found = standings.find(ws, owner.contact());
        var workspace = Together.join(opening);
        return found.map(seen -> settled(workspace, seen)).orElseGet(() -> new Look(0, true));
    }

    private Look settled(Workspace workspace, Seen seen) {
        var groups = new ArrayList<>(workspace.groupsOf(seen.contact()));
        if (seen.contact().vip()) {
            groups.add(ContactGroup.VIP);
        }
        var moved = seen.open().map(open -> routed(workspace, seen, open)).orElseGet(() -> new Look(0, true));
        var raised = standings.raise(workspace.id(), seen, groups);
        var enrolled = enrolled(workspace.id(), seen, groups);
        return new Look(moved.repaired() + raised + enrolled.repaired(), moved.done() && enrolled.done());
    }

    /// Whoever changes a membership looks once more: if the contact or the rules have changed in between, it may have undone
    /// what somebody who saw that had done.
    private Look enrolled(WorkspaceId ws, Seen seen, List<String> groups) {
        if (seen.isMemberOf(groups)) {
            return new Look(0, true);
        }
        try {
            standings.enroll(ws, seen, groups);
            return new Look(1, false);
        } catch (ConditionFailed goneOrEnrolled) {
            return new Look(0, false);
        }
    }

    private Look routed(Workspace workspace, Seen seen, Conversation open) {
        return switch (Routing.of(workspace, seen.contact(), open)) {
            case Routing.LeaveAlone() when seen.misplaced() -> moved(workspace.id(), open.again(), true);
            case Routing.LeaveAlone() -> new Look(0, true);
            case Routing.LookAgain() -> new Look(0, false);
            case Routing.Move(var to, var differs) -> moved(workspace.id(), to, differs || seen.misplaced());
        };
    }

    /// Not done when somebody has written the conversation since it was read.
    private Look moved(WorkspaceId ws, Conversation to, boolean differs) {
        try {
            standings.move(ws, to);
            return new Look(differs ? 1 : 0, true);
        } catch (ConditionFailed writtenMeanwhile) {
            return new Look(0, false);
        }
    }
}
