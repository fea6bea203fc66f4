package kartei.domain.contact;

import java.time.Instant;
import java.util.Optional;

import kartei.domain.Actor;

/// A value as one source gave it: text as typed, or the id of a dropdown's option. Does not print what it says.
public record StoredValue(String value, Instant at, Optional<Actor> by) {
    @Override
    public String toString() {
        return "StoredValue[…]";
    }
}
