package kartei.function.viprouting;

import kartei.domain.contact.Contact;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.Standing;

/// What becomes of an open conversation (S33, S34, S37). Decided without I/O.
sealed interface Routing {
    /// It stands where it belongs, or was put there by somebody who saw a newer contact.
    record LeaveAlone() implements Routing {}

    record Move(Conversation to) implements Routing {}

    /// `vipOn`: VIP counts in this workspace (S42).
    static Routing of(Contact contact, Conversation open, boolean vipOn) {
        var standing = Standing.of(contact.vip() && vipOn, contact.vipRev());
        var settled = open.standing().equals(standing) && open.vip() == contact.vip();
        return settled || open.standing().contactRev() > contact.vipRev() ? new LeaveAlone()
                : new Move(open.moved(standing, contact.vip()));
    }
}
