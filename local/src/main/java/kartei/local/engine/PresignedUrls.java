package kartei.local.engine;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import kartei.local.LocalClock;

/// Says whether a presigned URL (AWS Signature Version 4) has expired on the local clock. It was signed by the machine's, so
/// what counts is how far the local clock has come since it showed the moment of signing.
record PresignedUrls(LocalClock clock) {
    private static final Pattern SIGNED = Pattern.compile("(?:^|&)X-Amz-Date=(\\d{8}T\\d{6}Z)(?:&|$)");
    private static final Pattern VALID = Pattern.compile("(?:^|&)X-Amz-Expires=(\\d{1,9})(?:&|$)");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

    boolean hasExpired(String query) {
        var signed = SIGNED.matcher(query);
        var valid = VALID.matcher(query);
        return signed.find() && valid.find() && hasExpired(signed, valid);
    }

    private boolean hasExpired(Matcher signed, Matcher valid) {
        try {
            var at = LocalDateTime.parse(signed.group(1), DATE).toInstant(ZoneOffset.UTC);
            var end = clock.shown(at).plus(Duration.ofSeconds(Long.parseLong(valid.group(1))));
            return clock.instant().isAfter(end);
        } catch (DateTimeException e) {
            return false; // no such day: the engine refuses it
        }
    }
}
