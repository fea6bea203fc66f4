package kartei.function.viprouting;

import java.util.Optional;

import kartei.api.stream.RowChange;
import kartei.storage.Keys;
import kartei.storage.Standings;

/// Which changes ask for a look at their contact: told by the record alone, before anything is read.
final class Occasion {
    private Occasion() {}

    static Optional<Keys.Owner> of(RowChange change) {
        return !change.isRemoval() && concernsStanding(change) ? Keys.ownerOf(change.pk()) : Optional.empty();
    }

    private static boolean concernsStanding(RowChange change) {
        if (Keys.isContact(change.sk())) {
            return changesWhoItIs(change);
        }
        return Keys.isConversation(change.sk()) && !isOwnEcho(change);
    }

    /// The one place that knows which details of a contact its standing depends on.
    private static boolean changesWhoItIs(RowChange change) {
        return change.isNew() ? change.flagAfter(Standings.VIP).orElse(false) || change.hasMembers(Standings.VALUES)
                : change.differs(Standings.VIP) || change.differs(Standings.VALUES);
    }

    /// Whether the change is this function's own: people and channels move `rev`.
    private static boolean isOwnEcho(RowChange change) {
        var before = change.numberBefore(Standings.REV);
        return before.isPresent() && before.equals(change.numberAfter(Standings.REV));
    }
}
