package kartei.domain;

import java.util.Locale;
import java.util.Optional;

/// Whether others on the network see the messages: a direct message or a public post.
public enum Visibility {
    PRIVATE,
    PUBLIC;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Visibility> of(String word) {
        for (var visibility : values()) {
            if (visibility.word().equals(word)) {
                return Optional.of(visibility);
            }
        }
        return Optional.empty();
    }
}
