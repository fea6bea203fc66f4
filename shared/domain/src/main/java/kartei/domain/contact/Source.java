package kartei.domain.contact;

import java.util.List;
import java.util.Locale;

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

    public static Source of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
