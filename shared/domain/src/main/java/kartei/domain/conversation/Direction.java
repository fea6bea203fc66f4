package kartei.domain.conversation;

import java.util.Locale;

/// From the contact, or to it.
public enum Direction {
    IN,
    OUT;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
