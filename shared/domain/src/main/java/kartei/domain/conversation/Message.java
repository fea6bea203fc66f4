package kartei.domain.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import kartei.domain.Actor;

/// One message of a conversation. `id` is a ULID: messages of a contact sort by it in the order of their arrival. Does not
/// print what it says.
public record Message(
        String id,
        ConversationId conversation,
        Direction direction,
        Optional<String> text,
        Instant sentAt,
        Optional<Actor> by,
        List<Attachment> attachments) {
    public Message {
        attachments = List.copyOf(attachments);
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
