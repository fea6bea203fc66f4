package kartei.domain.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a row of a report is: a contact, or one value of a contact.
public enum Layout {
    WIDE,
    LONG;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Layout> of(String word) {
        return Arrays.stream(values()).filter(layout -> layout.word().equals(word)).findFirst();
    }
}
