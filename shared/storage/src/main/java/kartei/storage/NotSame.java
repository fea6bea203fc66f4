package kartei.storage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.LiveContact;
import kartei.domain.workspace.Workspace;

/// Contacts of which an admin has said that they are different persons, whatever links them (S26–S31); it is said of both.
public final class NotSame {
    private final Table table;
    private final Contacts contacts;
    private final Marking marking;
    private final Backoff backoff;

    /// `backoff` waits before a write that somebody else was faster than is tried again.
    public NotSame(Table table, Contacts contacts, Marking marking, Backoff backoff) {
        this.table = table;
        this.contacts = contacts;
        this.marking = marking;
        this.backoff = backoff;
    }

    /// Says of two contacts that they are different persons, whatever links them, or says it no longer (S26–S31). What is so
    /// already is not written.
    ///
    /// @throws Rejected `not-found` when one of them is not there, `conflict` when one is said not to be too many others
    public void set(Workspace workspace, ContactId one, ContactId other, boolean notSame) {
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var both = Together.all(Stream.of(one, other)
                    .<Supplier<Optional<LiveContact>>>map(id -> () -> contacts.find(workspace.id(), id))
                    .toList());
            var first = both.getFirst().orElseThrow(Rejected::notFound).contact();
            var second = both.getLast().orElseThrow(Rejected::notFound).contact();
            if (first.notSame().contains(other) == notSame && second.notSame().contains(one) == notSame) {
                return;
            }
            if (toldApart(workspace, first, told(first, other, notSame), second, told(second, one, notSame))) {
                return;
            }
            backoff.before(attempt);
        }
        throw Rejected.busy();
    }

    private static Contact told(Contact contact, ContactId other, boolean notSame) {
        var changed = new HashSet<>(contact.notSame());
        if (notSame) {
            changed.add(other);
        } else {
            changed.remove(other);
        }
        if (changed.size() > Limits.NOT_SAME_MAX) {
            throw Rejected.conflict("a contact can be said not to be at most " + Limits.NOT_SAME_MAX + " others");
        }
        return contact.withNotSame(changed, contact.version() + 1);
    }

    /// Forgets that a contact was said to be another person than one who is no longer there.
    void forget(Workspace workspace, ContactId contact, ContactId gone) {
        var ws = workspace.id();
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var found = contacts.find(ws, contact)
                    .map(LiveContact::contact)
                    .filter(live -> live.notSame().contains(gone));
            if (found.isEmpty()) {
                return;
            }
            var told = told(found.get(), gone, false);
            var actions = new ArrayList<>(List.of(Contacts.change(ws, found.get(), told), Contacts.alive(ws, contact)));
            actions.addAll(marking.changes(workspace, found.get(), told));
            try {
                table.write(actions);
                return;
            } catch (ConditionFailed changedMeanwhile) {
                backoff.before(attempt);
            }
        }
        throw Rejected.busy();
    }

    /// False when somebody has written one of them since they were read.
    private boolean toldApart(
            Workspace workspace,
            Contact first,
            Contact firstTold,
            Contact second,
            Contact secondTold) {
        var ws = workspace.id();
        var actions = new ArrayList<>(
                List.of(Contacts.change(ws, first, firstTold), Contacts.change(ws, second, secondTold),
                        Contacts.alive(ws, first.id()), Contacts.alive(ws, second.id())));
        actions.addAll(marking.changes(workspace, first, firstTold));
        actions.addAll(marking.changes(workspace, second, secondTold));
        try {
            table.write(actions);
            return true;
        } catch (ConditionFailed changedMeanwhile) {
            return false;
        }
    }
}
