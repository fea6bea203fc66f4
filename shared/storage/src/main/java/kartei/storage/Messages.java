package kartei.storage;

import java.util.Optional;

import kartei.domain.Page;
import kartei.domain.WorkspaceId;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.Message;

/// The messages of conversations.
public final class Messages {
    private final Table table;
    private final MessageCodec codec = new MessageCodec();

    public Messages(Table table) {
        this.table = table;
    }

    /// The newest messages of a conversation that are older than the one with the id `before`, newest first, in one call: at
    /// most `limit` and at most 1 MB. `next` is the `before` of the next page.
    public Page<Message> newest(WorkspaceId ws, ConversationId conversation, Optional<String> before, int limit) {
        Range range = before.<Range>map(id -> new Range.Below(Keys.message(ws, conversation, id).sk()))
                .orElseGet(() -> new Range.Prefix(Keys.MESSAGE));
        var piece = table.piece(Keys.messages(ws, conversation), range, false, limit);
        var messages = piece.items().stream().map(codec::read).toList();
        return new Page<>(messages, piece.more() ? Optional.of(messages.getLast().id()) : Optional.empty());
    }

    /// One message.
    public Optional<Message> find(WorkspaceId ws, ConversationId conversation, String messageId) {
        return table.get(Keys.message(ws, conversation, messageId)).map(codec::read);
    }

    /// Adds a message; as a part of a transaction.
    Action add(WorkspaceId ws, Message message) {
        return Action.put(codec.encode(ws, message), Condition.absent());
    }
}
