package kartei.domain.contact;

import java.util.Comparator;
import java.util.Optional;

import kartei.domain.Limits;

/// Names one contact; says nothing about the person.
public record ContactId(String value) {
    /// Oldest first.
    public static final Comparator<ContactId> ORDER = Comparator.comparing(ContactId::value);

    public ContactId {
        if (!isUlid(value)) {
            throw new IllegalArgumentException("not a contact id");
        }
    }

    /// The id, or nothing when the text is none: then there is no such contact.
    public static Optional<ContactId> of(String text) {
        return isUlid(text) ? Optional.of(new ContactId(text)) : Optional.empty();
    }

    /// By hand: a walk reads an id twice for each contact, and a pattern is half of what that takes.
    private static boolean isUlid(String text) {
        if (text.length() != Limits.ULID_CHARS) {
            return false;
        }
        for (int at = 0; at < Limits.ULID_CHARS; at++) {
            if (!isDigit(text.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    /// Of Crockford's base 32.
    private static boolean isDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z' && c != 'I' && c != 'L' && c != 'O' && c != 'U');
    }
}
