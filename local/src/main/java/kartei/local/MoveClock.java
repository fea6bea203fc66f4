package kartei.local;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

import kartei.api.Pause;

/// Moves the clock so that every presigned URL can be told to be from before or after: they carry whole seconds of the
/// machine's clock, so a second in which a function may have signed one is waited out.
public final class MoveClock {
    private final LocalClock clock;
    private final Activity activity;
    private final InstantSource machine;
    private final Pause pause;

    public MoveClock(LocalClock clock, Activity activity, InstantSource machine, Pause pause) {
        this.clock = clock;
        this.activity = activity;
        this.machine = machine;
        this.pause = pause;
    }

    /// Moves it by `step`, which may not lead beyond the years that a time can be written in ([java.time.DateTimeException]).
    public Instant by(Duration step) {
        var second = machine.instant().truncatedTo(ChronoUnit.SECONDS);
        if (!activity.lastBusy().isBefore(second)) {
            pause.of(Duration.between(machine.instant(), second.plusSeconds(1)).plusMillis(1));
        }
        return clock.advance(step, machine.instant().truncatedTo(ChronoUnit.SECONDS));
    }
}
