package kartei.domain.conversation;

import java.util.Optional;

import kartei.domain.contact.ContactId;

/// Which contact a channel's user is. `hash` is under which the user is found; `profileSeen` is the hash of the profile that
/// was last told and taken, so that the same one again needs no look at the contact.
public record Identity(String hash, ContactId contact, Optional<Hint> open, Optional<String> profileSeen) {

    /// Where the contact's open conversation stood when people or channels last wrote it. It may be out of date: whoever
    /// builds on it makes it a condition.
    public record Hint(ConversationId conversation, ConversationStatus status, int score, String team) {}
}
