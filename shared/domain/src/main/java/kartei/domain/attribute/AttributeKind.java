package kartei.domain.attribute;

import java.util.Locale;

/// Where an attribute comes from: there from the start, filled by the channel (S14), or made by an admin (S15).
public enum AttributeKind {
    STANDARD,
    PLATFORM,
    CUSTOM;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
