package kartei.domain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/// Rules for the words that people give to things.
public final class Wording {
    private Wording() {}

    /// The form in which two names are compared: trimmed, NFKC, case-folded (so that `Straße` is `STRASSE`).
    public static String folded(String text) {
        var composed = Normalizer.normalize(text, Normalizer.Form.NFKC);
        var folded = composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return trimmed(Normalizer.normalize(folded, Normalizer.Form.NFKC));
    }

    /// Without white space at either end, that which does not break included.
    public static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /// What is wrong with a name of one line, or nothing: 1 to `charsMax` characters when trimmed, no control characters.
    public static Optional<String> violationOfLine(String text, int charsMax) {
        var trimmed = trimmed(text);
        if (trimmed.isEmpty()) {
            return Optional.of("must not be empty");
        }
        if (trimmed.codePointCount(0, trimmed.length()) > charsMax) {
            return Optional.of("must have at most " + charsMax + " characters");
        }
        return trimmed.codePoints().anyMatch(Wording::isControl) ? Optional.of("must not contain control characters")
                : Optional.empty();
    }

    /// Whether a text has control characters other than tab, line feed and carriage return.
    public static boolean hasControls(String text) {
        return text.codePoints().anyMatch(c -> isControl(c) && c != '\t' && c != '\n' && c != '\r');
    }

    private static boolean isControl(int codePoint) {
        return Character.getType(codePoint) == Character.CONTROL || codePoint == 0x2028 || codePoint == 0x2029;
    }
}
