package kartei.domain.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import kartei.domain.Actor;

/// One message of a conversation. `id` is a ULID: messages of a contact sort by it in the order of their arrival. Does not
/// print what it says. `claim` is the hash under which a channel's message was claimed; an agent's answer has none.
public record Message(
        String id,
        ConversationId conversation,
        Direction direction,
        Optional<String> text,
        Instant sentAt,
        Optional<Actor> by,
        List<Attachment> attachments,
        Optional<String> claim) {
    public Message {
        attachments = List.copyOf(attachments);
    }

    /// One that nobody has claimed.
    public Message(String id, ConversationId conversation, Direction direction, Optional<String> text, Instant sentAt,
            Optional<Actor> by, List<Attachment> attachments) {
        this(id, conversation, direction, text, sentAt, by, attachments, Optional.empty());
    }

    /// The message with its claim.
    public Message claimed(String hash) {
        return new Message(id, conversation, direction, text, sentAt, by, attachments, Optional.of(hash));
    }

    /// What names one of its attachments among all of the contact, whatever ids senders gave to others; `index` counts from 0.
    public String placeOf(int index) {
        return conversation.ulid() + "-" + id + "-" + index;
    }

    @Override
    public String toString() {
        return "Message[" + id + "]";
    }
}
