package kartei.domain;

import java.util.Locale;
import java.util.Optional;

/// A network that messages come from.
public enum Medium {
    X,
    INSTAGRAM,
    FACEBOOK,
    WHATSAPP,
    LINKEDIN,
    TIKTOK,
    MESSENGER,
    SMS,
    EMAIL;

    private final String word = name().toLowerCase(Locale.ROOT);

    public String word() {
        return word;
    }

    public static Optional<Medium> of(String word) {
        for (var medium : values()) {
            if (medium.word().equals(word)) {
                return Optional.of(medium);
            }
        }
        return Optional.empty();
    }
}
