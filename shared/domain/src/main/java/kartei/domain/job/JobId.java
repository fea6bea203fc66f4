package kartei.domain.job;

import java.util.Optional;
import java.util.regex.Pattern;

/// Names a job: its kind and a ULID of its own. What callers see is `<kind>-<ulid>`.
public record JobId(JobKind kind, String ulid) {
    private static final Pattern SHAPE = Pattern.compile("(.+)-([0-9A-HJKMNP-TV-Z]{26})");

    public String value() {
        return kind.word() + "-" + ulid;
    }

    /// The id, or nothing when the text is none: then there is no such job.
    public static Optional<JobId> of(String text) {
        var parts = SHAPE.matcher(text);
        return parts.matches() ? JobKind.of(parts.group(1)).map(kind -> new JobId(kind, parts.group(2)))
                : Optional.empty();
    }
}
