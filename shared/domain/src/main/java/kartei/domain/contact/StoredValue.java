package kartei.domain.contact;

import java.time.Instant;
import java.util.Optional;

import kartei.domain.Actor;

/// A value as one source gave it: text as typed, or the id of a dropdown's option. Does not print what it says.
public record StoredValue(String value, Instant at, Optional<Actor> by) {
    /// The names of its members and its source, the time, and DynamoDB's own for a map.
    private static final int FRAME_BYTES = 64;

    /// What it takes up in storage, at most.
    int bytes() {
        return FRAME_BYTES + Contact.bytes(value)
                + by.map(actor -> Contact.bytes(actor.id()) + actor.name().map(Contact::bytes).orElse(0)).orElse(0);
    }

    @Override
    public String toString() {
        return "StoredValue[…]";
    }
}
