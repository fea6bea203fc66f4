package kartei.domain.contact;

import java.time.Instant;
import java.util.Optional;

import kartei.domain.Actor;

/// Who changed something and when; nobody where a channel told it, or where a value went with its attribute.
public record Authorship(Optional<Actor> by, Instant at) {
    public static Authorship of(Actor by, Instant at) {
        return new Authorship(Optional.of(by), at);
    }

    public static Authorship ofNobody(Instant at) {
        return new Authorship(Optional.empty(), at);
    }
}
