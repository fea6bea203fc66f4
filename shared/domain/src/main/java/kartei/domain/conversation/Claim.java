package kartei.domain.conversation;

import java.time.Instant;
import java.util.Optional;

/// That a channel's message has been taken, and as what: our own ids only. `hash` is of the channel and the message's id
/// there; `files`: it came with files that are put to upload URLs. `ends` is when the claim of an erased message is forgotten;
/// others stay as long as their messages.
public record Claim(String hash, ConversationId conversation, String messageId, boolean files, Optional<Instant> ends) {

    /// That of a message that is there.
    public Claim(String hash, ConversationId conversation, String messageId, boolean files) {
        this(hash, conversation, messageId, files, Optional.empty());
    }

    /// That of a message that was erased: there is nothing to be put to it.
    public static Claim ofErased(String hash, ConversationId conversation, String messageId, Instant ends) {
        return new Claim(hash, conversation, messageId, false, Optional.of(ends));
    }
}
