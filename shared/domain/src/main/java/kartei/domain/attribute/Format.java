package kartei.domain.attribute;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import kartei.domain.Limits;

/// How the text of an attribute must look (S9–S13; api.md, Values). The value itself stays as it was typed.
public enum Format {
    TEXT,
    NUMBER,
    DATE,
    EMAIL,
    PHONE,
    URL;

    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d+(\\.\\d+)?");
    private static final Pattern ADDRESS = Pattern.compile(
            "[\\p{L}\\p{N}.!$%&'*+/=?^_`{|}~-]{1,64}@([\\p{L}\\p{N}]([\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?\\.)+[\\p{L}\\p{N}-]{2,63}");
    /// Names that `URI` knows no host in: of other alphabets, or with an underscore.
    private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}._-]*(:\\d{1,5})?");
    private static final Pattern DAY_SHAPE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Format> of(String word) {
        for (var format : values()) {
            if (format.word().equals(word)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /// What is wrong with `value`, or nothing. `region` (ISO 3166) is where a phone number without a country code is from.
    public Optional<String> violationOf(String value, Optional<String> region) {
        var text = value.strip();
        return switch (this) {
            case TEXT -> Optional.empty();
            case NUMBER ->
                unless(isNumber(text), "must be a decimal number of at most 38 digits, such as 1200 or -3.5");
            case DATE -> unless(isDay(text), "must be a date such as 2026-11-22");
            case EMAIL -> unless(isAddress(text), "must be an e-mail address");
            case PHONE -> unless(PhoneNumbers.isPossible(text, region), region.isPresent() ? "must be a phone number"
                    : "must be a phone number with its country code, such as +49 30 901820");
            case URL -> unless(isWebAddress(text), "must be an http or https URL");
        };
    }

    private static Optional<String> unless(boolean holds, String violation) {
        return holds ? Optional.empty() : Optional.of(violation);
    }

    private static boolean isNumber(String text) {
        return DECIMAL.matcher(text).matches()
                && text.chars().filter(Character::isDigit).count() <= Limits.NUMBER_DIGITS_MAX;
    }

    private static boolean isDay(String text) {
        try {
            LocalDate.parse(text, DAY);
            return DAY_SHAPE.matcher(text).matches();
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isAddress(String text) {
        return text.length() <= Limits.EMAIL_CHARS_MAX && ADDRESS.matcher(text).matches()
                && !text.contains("..")
                && !text.startsWith(".")
                && !text.contains(".@");
    }

    private static boolean isWebAddress(String text) {
        try {
            var uri = new URI(text);
            return ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                    && uri.getRawAuthority() != null
                    && (uri.getHost() != null || HOST.matcher(uri.getRawAuthority()).matches());
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
