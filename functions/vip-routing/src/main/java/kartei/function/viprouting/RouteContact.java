package kartei.function.viprouting;

import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.conversation.Conversation;
import kartei.storage.Backoff;
import kartei.storage.ConditionFailed;
import kartei.storage.Keys;
import kartei.storage.Standings;
import kartei.storage.Together;
import kartei.storage.Workspaces;

/// Puts a contact's open conversation, and the contact among the VIPs, to where they belong by what the table holds now. So
/// a change that comes twice, late or after a newer one ends the same.
final class RouteContact {
    private final Workspaces workspaces;
    private final Standings standings;
    private final Backoff backoff;

    RouteContact(Workspaces workspaces, Standings standings, Backoff backoff) {
        this.workspaces = workspaces;
        this.standings = standings;
        this.backoff = backoff;
    }

    /// @throws Rejected `busy` when others wrote the conversation at every try: the stream brings the change again
    void route(Keys.Owner owner) {
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            if (tried(owner)) {
                return;
            }
            backoff.before(attempt);
        }
        throw Rejected.busy();
    }

    /// Whether it is done; false means that the conversation was written since it was read.
    private boolean tried(Keys.Owner owner) {
        var ws = owner.workspace();
        var opening = Together.start(() -> workspaces.open(ws));
        var found = standings.find(ws, owner.contact());
        var workspace = Together.join(opening);
        if (found.isEmpty()) {
            return true;
        }
        var seen = found.get();
        if (seen.behind()) {
            standings.raise(ws, seen.activity());
        }
        return seen.open().map(open -> switch (Routing.of(seen.contact(), open, workspace.vipOn())) {
            case Routing.LeaveAlone() -> true;
            case Routing.Move(var to) -> moved(owner, to);
        }).orElse(true);
    }

    private boolean moved(Keys.Owner owner, Conversation to) {
        try {
            standings.move(owner.workspace(), to);
            return true;
        } catch (ConditionFailed writtenMeanwhile) {
            return false;
        }
    }
}
