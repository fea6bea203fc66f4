package kartei.domain.conversation;

import java.time.Instant;
import java.util.Optional;

import kartei.domain.contact.ContactId;

/// What changes of a contact with every message. Its item is what every write to the contact checks: it says that the
/// contact is alive.
///
/// `open` is its one conversation that is not resolved. `profileAt` is the send time of the newest message that told the
/// profile as it is: an older message does not overwrite it. Before `uploadUntil` a file may still come in.
public record Activity(
        ContactId contact,
        Instant lastMessageAt,
        Optional<ConversationId> open,
        Instant profileAt,
        Optional<Instant> uploadUntil) {}
