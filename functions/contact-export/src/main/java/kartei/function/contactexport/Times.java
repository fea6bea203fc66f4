package kartei.function.contactexport;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneRules;

/// Writes times as RFC 3339 with milliseconds and the offset that holds at that time, such as `2026-11-22T10:00:00.000+01:00`;
/// no offset is `Z`. By hand, because a formatter takes three times as long, and a report has two times in each row.
final class Times {
    private static final int CHARS_MAX = 29;
    private static final int NANOS_OF_MILLI = 1_000_000;
    private static final int SECONDS_OF_MINUTE = 60;
    private static final int MINUTES_OF_HOUR = 60;
    private static final int DECIMAL = 10;

    private final ZoneRules rules;
    private final char[] chars = new char[CHARS_MAX];
    private int length;

    Times(ZoneId zone) {
        this.rules = zone.getRules();
    }

    String text(Instant time) {
        var offset = rules.getOffset(time);
        var local = LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), offset);
        length = 0;
        number(local.getYear(), 4).sign('-')
                .number(local.getMonthValue(), 2)
                .sign('-')
                .number(local.getDayOfMonth(), 2);
        sign('T').number(local.getHour(), 2).sign(':').number(local.getMinute(), 2).sign(':');
        number(local.getSecond(), 2).sign('.').number(local.getNano() / NANOS_OF_MILLI, 3);
        int minutes = offset.getTotalSeconds() / SECONDS_OF_MINUTE;
        if (minutes == 0) {
            sign('Z');
        } else {
            sign(minutes < 0 ? '-' : '+').number(Math.abs(minutes) / MINUTES_OF_HOUR, 2);
            sign(':').number(Math.abs(minutes) % MINUTES_OF_HOUR, 2);
        }
        return new String(chars, 0, length);
    }

    private Times number(int number, int digits) {
        int rest = number;
        for (int at = length + digits - 1; at >= length; at--) {
            chars[at] = (char) ('0' + rest % DECIMAL);
            rest /= DECIMAL;
        }
        length += digits;
        return this;
    }

    private Times sign(char sign) {
        chars[length++] = sign;
        return this;
    }
}
