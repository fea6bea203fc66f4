package kartei.domain.rule;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

import kartei.domain.Limits;

/// The names that programs use for contact groups and teams; they never change. Two that differ in case only are the same.
public final class RuleKey {
    private static final Pattern SHAPE = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    private RuleKey() {}

    public static boolean isShaped(String key) {
        return SHAPE.matcher(key).matches();
    }

    /// The form in which keys are compared.
    public static String folded(String key) {
        return key.toLowerCase(Locale.ROOT);
    }

    /// The key that a name suggests: its letters and digits without accents, in lower case, everything else as `-`;
    /// `otherwise` where it has none.
    public static String derivedFrom(String name, String otherwise) {
        var plain = Normalizer.normalize(name.strip(), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^a-zA-Z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        var cut = plain.substring(0, Math.min(plain.length(), Limits.RULE_KEY_CHARS_MAX));
        return cut.isEmpty() ? otherwise : folded(cut);
    }
}
