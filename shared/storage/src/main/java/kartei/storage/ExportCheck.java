package kartei.storage;

import java.time.Instant;
import java.util.Set;

import kartei.domain.contact.ContactId;

/// That the rows of an export were compared, at this time, with everybody who was erased up to the workspace's erasure number
/// `seq`, and are of none of them. `lately` are those of them that were erased a moment ago: they are not compared again.
public record ExportCheck(long seq, Instant at, Set<ContactId> lately) {
    public ExportCheck {
        lately = Set.copyOf(lately);
    }

    /// Of rows that were compared with nobody yet.
    public static ExportCheck none(Instant exportBegan) {
        return new ExportCheck(0, exportBegan, Set.of());
    }
}
