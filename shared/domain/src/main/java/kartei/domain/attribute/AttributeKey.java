package kartei.domain.attribute;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

import kartei.domain.Limits;

/// The name that programs use for an attribute; it never changes. Two keys that differ in case only are the same.
///
/// Platform attributes may have a `-` in theirs, custom ones may not (api.md).
public record AttributeKey(String value) {
    private static final Pattern CUSTOM = Pattern.compile("[a-zA-Z0-9_]{1,64}");
    private static final Pattern SHAPE = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    public AttributeKey {
        if (!isShaped(value)) {
            throw new IllegalArgumentException("not an attribute key");
        }
    }

    public static boolean isShaped(String value) {
        return SHAPE.matcher(value).matches();
    }

    /// Whether an admin may give this key to a custom attribute.
    public static boolean isCustom(String value) {
        return CUSTOM.matcher(value).matches();
    }

    /// The key that a label suggests: its letters and digits without accents, everything else as `_`.
    public static AttributeKey derivedFrom(String label) {
        var plain = Normalizer.normalize(label.strip(), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^a-zA-Z0-9]+", "_")
                .replaceAll("^_+|_+$", "");
        var cut = plain.length() <= Limits.ATTRIBUTE_KEY_CHARS_MAX ? plain
                : plain.substring(0, Limits.ATTRIBUTE_KEY_CHARS_MAX);
        return new AttributeKey(cut.isEmpty() ? "attribute" : cut);
    }

    /// The form in which keys are compared.
    public String folded() {
        return value.toLowerCase(Locale.ROOT);
    }
}
