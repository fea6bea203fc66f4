package kartei.domain.contact;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Who filled in a value. Of several, the effective one is the first here that has one (api.md, Contact).
public enum Source {
    CRM,
    AGENT,
    BOT,
    IMPORT,
    PLATFORM;

    /// The one that counts first.
    static final List<Source> BY_PRECEDENCE = List.of(values());

    private final String word = name().toLowerCase(Locale.ROOT);

    public String word() {
        return word;
    }

    /// The source of this word, if there is one.
    public static Optional<Source> find(String word) {
        for (var source : BY_PRECEDENCE) {
            if (source.word.equals(word)) {
                return Optional.of(source);
            }
        }
        return Optional.empty();
    }

    /// The source of this word, which is one.
    public static Source of(String word) {
        return find(word).orElseThrow(() -> new IllegalArgumentException("not a source"));
    }
}
