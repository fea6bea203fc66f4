package kartei.domain.conversation;

import java.time.Instant;
import java.util.Optional;

import kartei.domain.contact.ContactId;

/// What changes of a contact with every message. Its item is what every write to the contact checks: it says that the
/// contact is alive.
///
/// `open` is its one conversation that is not resolved. `profileAt` is the send time of the newest message that told the
/// profile as it is: an older message does not overwrite it. Before `uploadUntil` a file may still come in. `restingSince` is
/// when the last of its conversations was resolved, as long as none is open and nobody has cleared the contact since.
public record Activity(
        ContactId contact,
        Instant lastMessageAt,
        Optional<ConversationId> open,
        Instant profileAt,
        Optional<Instant> uploadUntil,
        Optional<Instant> restingSince) {

    /// Of a contact that has an open conversation, or never had one.
    public Activity(ContactId contact, Instant lastMessageAt, Optional<ConversationId> open, Instant profileAt,
            Optional<Instant> uploadUntil) {
        this(contact, lastMessageAt, open, profileAt, uploadUntil, Optional.empty());
    }
}
