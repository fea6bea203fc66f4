package kartei.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that stands still until it is told to move.
public final class StillClock implements InstantSource {
    private final AtomicReference<Instant> now;

    public StillClock(Instant start) {
        this.now = new AtomicReference<>(start);
    }

    /// A clock at `start`, written as in RFC 3339.
    public static StillClock at(String start) {
        return new StillClock(Instant.parse(start));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /// Moves it, backwards where `by` is negative, and tells the new time.
    public Instant advance(Duration by) {
        return now.updateAndGet(instant -> instant.plus(by));
    }

    public void moveTo(Instant instant) {
        now.set(instant);
    }

    @Override
    public String toString() {
        return "StillClock[" + now + "]";
    }
}
