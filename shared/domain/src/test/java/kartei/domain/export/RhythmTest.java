package kartei.domain.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("S45: the time of a scheduled report")
class RhythmTest {
    /// Clocks in Berlin are put forward on 2026-03-29 at 02:00 and back on 2026-10-25 at 03:00; Nepal is 5:45 ahead.
    @ParameterizedTest(name = "every {0} at {1} in {2}: after {3} at {4}")
    @CsvSource(textBlock = """
            hour, 05,        UTC,            2026-11-22T09:00:00Z, 2026-11-22T09:05:00Z
            hour, 05,        UTC,            2026-11-22T09:05:00Z, 2026-11-22T10:05:00Z
            hour, 05,        UTC,            2026-11-22T09:04:59.999Z, 2026-11-22T09:05:00Z
            hour, 00,        Asia/Kathmandu, 2026-11-22T09:00:00Z, 2026-11-22T09:15:00Z
            hour, 30,        Europe/Berlin,  2026-10-25T00:30:00Z, 2026-10-25T01:30:00Z
            hour, 30,        Europe/Berlin,  2026-03-29T00:30:00Z, 2026-03-29T01:30:00Z
            day,  06:30,     Europe/Berlin,  2026-11-22T05:00:00Z, 2026-11-22T05:30:00Z
            day,  06:30,     Europe/Berlin,  2026-11-22T05:30:00Z, 2026-11-23T05:30:00Z
            day,  06:30,     Europe/Berlin,  2026-03-28T12:00:00Z, 2026-03-29T04:30:00Z
            day,  02:30,     Europe/Berlin,  2026-03-28T12:00:00Z, 2026-03-29T01:30:00Z
            day,  02:30,     Europe/Berlin,  2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z
            day,  02:30,     Europe/Berlin,  2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z
            day,  00:00,     America/New_York, 2026-11-22T04:59:00Z, 2026-11-22T05:00:00Z
            week, MON 06:30, UTC,            2026-11-22T09:00:00Z, 2026-11-23T06:30:00Z
            week, SUN 06:30, UTC,            2026-11-22T09:00:00Z, 2026-11-29T06:30:00Z
            week, SUN 09:30, UTC,            2026-11-22T09:00:00Z, 2026-11-22T09:30:00Z
            week, MON 00:30, Asia/Tokyo,     2026-11-22T15:00:00Z, 2026-11-22T15:30:00Z
            """)
    void isTheFirstAfterwards(String every, String at, ZoneId zone, Instant after, Instant next) {
        var rhythm = rhythm(every, at, zone);

        assertThat(rhythm.next(after)).isEqualTo(next);
        assertThat(rhythm.last(next)).isEqualTo(next);
        assertThat(rhythm.last(next.minusMillis(1))).isBefore(next).isBeforeOrEqualTo(after);
        assertThat(rhythm.text()).isEqualTo(at);
    }

    @ParameterizedTest
    @CsvSource({"hour, 17, Europe/Berlin", "day, 02:30, Europe/Berlin", "week, SUN 02:30, Europe/Berlin",
            "day, 00:30, Asia/Kathmandu"})
    void comesWithoutAGapAllTheYear(String every, String at, ZoneId zone) {
        var rhythm = rhythm(every, at, zone);
        var time = rhythm.next(Instant.parse("2026-01-01T00:00:00Z"));
        while (time.isBefore(Instant.parse("2027-01-01T00:00:00Z"))) {
            var next = rhythm.next(time);
            assertThat(rhythm.last(next.minusMillis(1))).isEqualTo(time);
            assertThat(Duration.between(time, next)).isLessThanOrEqualTo(Duration.ofDays(7).plusHours(1));
            time = next;
        }
    }

    private static Rhythm rhythm(String every, String at, ZoneId zone) {
        return Rhythm.of(Rhythm.Every.of(every).orElseThrow(), at, zone).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"60", "5", "06:30", "", "-1", "0 5"})
    void isNoMinute(String at) {
        assertThat(Rhythm.of(Rhythm.Every.HOUR, at, ZoneId.of("UTC"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MON", "06:30", "Mon 06:30", "MON 24:00", "MON 6:30", "MON  06:30", "MON 06:30 x"})
    void isNoDayAndTime(String at) {
        assertThat(Rhythm.of(Rhythm.Every.WEEK, at, ZoneId.of("UTC"))).isEmpty();
    }
}
