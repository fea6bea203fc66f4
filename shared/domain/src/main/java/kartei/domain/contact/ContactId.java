package kartei.domain.contact;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/// Names one contact; says nothing about the person.
public record ContactId(String value) {
    /// Oldest first.
    public static final Comparator<ContactId> ORDER = Comparator.comparing(ContactId::value);

    static final String ULID = "[0-9A-HJKMNP-TV-Z]{26}";
    private static final Pattern SHAPE = Pattern.compile(ULID);

    public ContactId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a contact id");
        }
    }

    /// The id, or nothing when the text is none: then there is no such contact.
    public static Optional<ContactId> of(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new ContactId(text)) : Optional.empty();
    }
}
