package kartei.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Points in time as they lie in the table: UTC with milliseconds, always as long, so that text sorts as time does.
final class Times {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter
            .ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int CHARS = 24;
    private static final int NANOS_OF_MILLI = 1_000_000;
    private static final int DECIMAL = 10;

    private Times() {}

    static String text(Instant instant) {
        return FORMAT.format(instant);
    }

    /// What was written so, read by hand from ASCII: a formatter takes ten times as long, and a contact has a dozen times.
    /// Any other form of RFC 3339 as well.
    static Instant instant(byte[] bytes, int from, int to) {
        return hasShape(bytes, from, to)
                ? LocalDateTime
                        .of(number(bytes, from, 4), number(bytes, from + 5, 2), number(bytes, from + 8, 2),
                                number(bytes, from + 11, 2), number(bytes, from + 14, 2), number(bytes, from + 17, 2),
                                number(bytes, from + 20, 3) * NANOS_OF_MILLI)
                        .toInstant(ZoneOffset.UTC)
                : Instant.parse(new String(bytes, from, to - from, US_ASCII));
    }

    private static boolean hasShape(byte[] bytes, int from, int to) {
        return to - from == CHARS && bytes[from + 4] == '-'
                && bytes[from + 7] == '-'
                && bytes[from + 10] == 'T'
                && bytes[from + 13] == ':'
                && bytes[from + 16] == ':'
                && bytes[from + 19] == '.'
                && bytes[from + 23] == 'Z';
    }

    /// What is no number becomes one that is no part of any time.
    private static int number(byte[] bytes, int from, int digits) {
        int number = 0;
        for (int at = from; at < from + digits; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit >= DECIMAL) {
                return Short.MIN_VALUE;
            }
            number = number * DECIMAL + digit;
        }
        return number;
    }
}
