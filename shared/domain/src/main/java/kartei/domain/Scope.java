package kartei.domain;

import java.util.Optional;

/// What a connector may do.
public enum Scope {
    MESSAGES_WRITE("messages:write"),
    CONTACTS_WRITE("contacts:write"),
    CRM_WRITE("crm:write");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<Scope> of(String word) {
        for (var scope : values()) {
            if (scope.word.equals(word)) {
                return Optional.of(scope);
            }
        }
        return Optional.empty();
    }
}
