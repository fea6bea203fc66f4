package kartei.local;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

import kartei.api.Pause;

/// Moves the clock at the beginning of a second of the machine's: presigned URLs carry whole seconds of it, and so each can be
/// told to be from before the move or from after.
public final class MoveClock {
    private final LocalClock clock;
    private final InstantSource machine;
    private final Pause pause;

    public MoveClock(LocalClock clock, InstantSource machine, Pause pause) {
        this.clock = clock;
        this.machine = machine;
        this.pause = pause;
    }

    /// Moves it by `step`, which may not lead beyond the years that a time can be written in ([java.time.DateTimeException]).
    /// Takes up to a second.
    public Instant by(Duration step) {
        var now = machine.instant();
        var at = now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        pause.of(Duration.between(now, at));
        return clock.advance(step, at);
    }
}
