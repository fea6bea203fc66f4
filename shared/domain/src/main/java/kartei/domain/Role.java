package kartei.domain;

import java.util.Locale;
import java.util.Optional;

/// What a caller is: a person who sets things up, a person who works the queue, or a machine.
public enum Role {
    ADMIN,
    AGENT,
    CONNECTOR;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String word) {
        for (var role : values()) {
            if (role.word().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
