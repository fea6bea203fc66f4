package kartei.function.contactexport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// S45: times in the zone of the report.
class TimesTest {
    private static final DateTimeFormatter RFC_3339 = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX",
            Locale.ROOT);

    @ParameterizedTest
    @DisplayName("S45: times have the offset that holds then, over changes of the clocks as well")
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            zone,                time,                          reads
            UTC,                 2026-11-22T09:00:00Z,          2026-11-22T09:00:00.000Z
            Europe/Berlin,       2026-11-22T09:00:00Z,          2026-11-22T10:00:00.000+01:00
            Europe/Berlin,       2026-03-29T00:59:59.999Z,      2026-03-29T01:59:59.999+01:00
            Europe/Berlin,       2026-03-29T01:00:00Z,          2026-03-29T03:00:00.000+02:00
            Europe/Berlin,       2026-10-25T00:30:00Z,          2026-10-25T02:30:00.000+02:00
            Europe/Berlin,       2026-10-25T01:30:00Z,          2026-10-25T02:30:00.000+01:00
            Europe/London,       2026-11-22T09:00:00Z,          2026-11-22T09:00:00.000Z
            Europe/London,       2026-07-01T09:00:00Z,          2026-07-01T10:00:00.000+01:00
            Asia/Kathmandu,      2026-12-31T23:59:59.5Z,        2027-01-01T05:44:59.500+05:45
            America/St_Johns,    2026-01-01T00:00:00.001999Z,   2025-12-31T20:30:00.001-03:30
            -08:00,              2024-02-29T07:59:00Z,          2024-02-28T23:59:00.000-08:00
            America/New_York,    1969-12-31T23:59:59.999Z,      1969-12-31T18:59:59.999-05:00
            """)
    void readAtTheOffsetOfTheirDay(String zone, Instant time, String reads) {
        assertThat(new Times(ZoneId.of(zone)).text(time)).isEqualTo(reads);
    }

    @Test
    @DisplayName("S45: times are what the JDK's own formatter makes of them")
    void readAsTheJdkWritesThem() {
        var random = new Random(45);
        for (var zone : List.of("UTC", "Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns", "Pacific/Apia")) {
            var times = new Times(ZoneId.of(zone));
            for (int n = 0; n < 2_000; n++) {
                var time = Instant.ofEpochMilli(random.nextLong(4_102_444_800_000L));

                assertThat(times.text(time)).isEqualTo(RFC_3339.format(time.atZone(ZoneId.of(zone))));
            }
        }
    }
}
