package kartei.domain.attribute;

import java.util.Locale;
import java.util.Optional;

/// What an attribute takes: free text, one of its options, or yes and no (VIP only).
public enum AttributeType {
    TEXT,
    DROPDOWN,
    FLAG;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<AttributeType> of(String word) {
        for (var type : values()) {
            if (type.word().equals(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
