package kartei.domain.conversation;

import java.util.Optional;

import kartei.domain.contact.ContactId;

/// Names a conversation: its contact and a ULID of its own. What callers see is `<contact>-<ulid>`.
public record ConversationId(ContactId contact, String ulid) {

    public String value() {
        return contact.value() + "-" + ulid;
    }

    /// The id, or nothing when the text is none: then there is no such conversation.
    public static Optional<ConversationId> of(String text) {
        var dash = text.indexOf('-');
        if (dash < 0) {
            return Optional.empty();
        }
        var contact = ContactId.of(text.substring(0, dash));
        var own = ContactId.of(text.substring(dash + 1));
        return contact.isPresent() && own.isPresent()
                ? Optional.of(new ConversationId(contact.get(), own.get().value()))
                : Optional.empty();
    }
}
