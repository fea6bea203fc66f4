package kartei.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

class StillClockTest {
    private final StillClock clock = StillClock.at("2026-11-22T09:00:00Z");

    @Test
    void movesOnlyWhenTold() {
        assertThat(clock.instant()).isEqualTo(clock.instant());

        assertThat(clock.advance(Duration.ofHours(63))).isEqualTo("2026-11-25T00:00:00Z");
        assertThat(clock.instant()).isEqualTo("2026-11-25T00:00:00Z");

        clock.moveTo(Instant.EPOCH);
        assertThat(clock.millis()).isZero();
    }
}
