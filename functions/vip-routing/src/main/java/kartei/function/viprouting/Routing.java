package kartei.function.viprouting;

import kartei.domain.contact.Contact;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.Placement;
import kartei.domain.workspace.Workspace;

/// What becomes of an open conversation (S33, S34, S37). Decided without I/O.
sealed interface Routing {
    /// It stands where it belongs.
    record LeaveAlone() implements Routing {}

    /// It was put there by somebody who saw a newer contact or newer rules: what was read is old.
    record LookAgain() implements Routing {}

    /// `differs`: it stood elsewhere, or showed something else, and not only by an older revision.
    record Move(Conversation to, boolean differs) implements Routing {}

    /// Also where only the revisions are newer it is written, so that whoever comes late with older ones meets another version.
    static Routing of(Workspace workspace, Contact contact, Conversation open) {
        var place = Placement.of(workspace, contact, open);
        if (open.standing().knowsMoreThan(place.standing())) {
            return new LookAgain();
        }
        var settled = place.isSo(open) && place.standing().equals(open.standing());
        return settled ? new LeaveAlone() : new Move(open.moved(place), !place.isSo(open));
    }
}
