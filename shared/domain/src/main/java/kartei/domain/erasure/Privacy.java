package kartei.domain.erasure;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What an admin wants to go by itself: entries of the deletion log after so many days, and what is known of contacts so many
/// hours after their conversations were resolved. Nothing of it at the start.
public record Privacy(Optional<Integer> logDays, Optional<Integer> autoClearHours, long version) {
    public static final Privacy AT_START = new Privacy(Optional.empty(), Optional.empty(), 0);

    /// Whether anything is to go.
    public boolean isOn() {
        return logDays.isPresent() || autoClearHours.isPresent();
    }

    /// The same settings, whatever their versions.
    public boolean says(Privacy other) {
        return logDays.equals(other.logDays) && autoClearHours.equals(other.autoClearHours);
    }

    /// Entries of the deletion log that are older are no longer kept; nothing when all are.
    public Optional<Instant> logFrom(Instant now) {
        return logDays.map(days -> now.minus(Duration.ofDays(days)));
    }

    /// Contacts whose last conversation was resolved by then are cleared; nothing when none is.
    public Optional<Instant> clearedUntil(Instant now) {
        return autoClearHours.map(hours -> now.minus(Duration.ofHours(hours)));
    }
}
