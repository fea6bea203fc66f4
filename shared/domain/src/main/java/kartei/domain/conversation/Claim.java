package kartei.domain.conversation;

/// That a channel's message has been taken, and as what: our own ids only. `hash` is of the channel and the message's id
/// there; `files`: it came with files that are put to upload URLs.
public record Claim(String hash, ConversationId conversation, String messageId, boolean files) {}
