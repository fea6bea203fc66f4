package kartei.domain.export;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// When something is done again and again, by the clocks of a time zone: every hour at a minute, every day at a time, every
/// week on a day at a time. Where clocks are put forward over that time it is as much later, where they are put back it is the
/// earlier of the two.
public record Rhythm(Every every, DayOfWeek day, LocalTime at, ZoneId zone) {
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
    private static final Pattern MINUTE = Pattern.compile("[0-5]\\d");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    /// How often.
    public enum Every {
        HOUR,
        DAY,
        WEEK;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Every> of(String word) {
            return Arrays.stream(values()).filter(every -> every.word().equals(word)).findFirst();
        }
    }

    /// The rhythm that `at` says: `MM`, `HH:MM` or `MON HH:MM`; nothing when it says none of this kind.
    public static Optional<Rhythm> of(Every every, String at, ZoneId zone) {
        return switch (every) {
            case HOUR -> MINUTE.matcher(at).matches()
                    ? Optional.of(new Rhythm(every, DayOfWeek.MONDAY, LocalTime.of(0, Integer.parseInt(at)), zone))
                    : Optional.empty();
            case DAY -> time(at).map(time -> new Rhythm(every, DayOfWeek.MONDAY, time, zone));
            case WEEK -> {
                var words = at.split(" ", -1);
                yield words.length == 2
                        ? day(words[0]).flatMap(day -> time(words[1]).map(time -> new Rhythm(every, day, time, zone)))
                        : Optional.empty();
            }
        };
    }

    private static Optional<LocalTime> time(String text) {
        return TIME.matcher(text).matches() ? Optional.of(LocalTime.parse(text)) : Optional.empty();
    }

    private static Optional<DayOfWeek> day(String word) {
        return Arrays.stream(DayOfWeek.values()).filter(day -> word(day).equals(word)).findFirst();
    }

    private static String word(DayOfWeek day) {
        return day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH).toUpperCase(Locale.ROOT);
    }

    /// When, as the API writes it.
    public String text() {
        return switch (every) {
            case HOUR -> "%02d".formatted(at.getMinute());
            case DAY -> CLOCK.format(at);
            case WEEK -> word(day) + " " + CLOCK.format(at);
        };
    }

    /// The first time after this one.
    public Instant next(Instant after) {
        var from = after.atZone(zone);
        var next = later(from, 0);
        for (long steps = 1; !next.toInstant().isAfter(after); steps++) {
            next = later(from, steps);
        }
        return next.toInstant();
    }

    /// The last time that is not after this one.
    public Instant last(Instant until) {
        var from = until.atZone(zone);
        var last = later(from, 1);
        for (long steps = 0; last.toInstant().isAfter(until); steps--) {
            last = later(from, steps);
        }
        return last.toInstant();
    }

    /// In the hour, on the day, in the week that is so many after that of `from`.
    private ZonedDateTime later(ZonedDateTime from, long steps) {
        return switch (every) {
            case HOUR -> from.truncatedTo(ChronoUnit.HOURS).plusHours(steps).withMinute(at.getMinute());
            case DAY -> ZonedDateTime.of(from.toLocalDate().plusDays(steps), at, zone);
            case WEEK -> ZonedDateTime
                    .of(from.toLocalDate().with(TemporalAdjusters.previousOrSame(day)).plusWeeks(steps), at, zone);
        };
    }
}
