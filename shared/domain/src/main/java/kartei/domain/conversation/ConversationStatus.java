package kartei.domain.conversation;

import java.util.Locale;
import java.util.Optional;

/// Where a conversation stands: waiting for an answer, answered, or done.
public enum ConversationStatus {
    NEW,
    PENDING,
    RESOLVED;

    public boolean isOpen() {
        return this != RESOLVED;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ConversationStatus> of(String word) {
        for (var status : values()) {
            if (status.word().equals(word)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
