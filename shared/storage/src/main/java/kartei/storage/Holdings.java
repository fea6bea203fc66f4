package kartei.storage;

import java.util.Optional;

import kartei.domain.Limits;
import kartei.domain.Page;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.domain.contact.LoggedEdit;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.Message;

/// What is held on a contact besides the contact itself, the oldest first, piece by piece: for whoever wants all of it.
public final class Holdings {
    private final Table table;
    private final LoggedEditCodec edits = new LoggedEditCodec();
    private final MessageCodec messages = new MessageCodec();
    private final ConversationCodec conversations = new ConversationCodec();

    public Holdings(Table table) {
        this.table = table;
    }

    /// What happened to its values after the edit with this id (empty: from the beginning), in one call; `next` is where to go
    /// on.
    public Page<LoggedEdit> edits(WorkspaceId ws, ContactId contact, String after) {
        var piece = table.piece(Keys.partition(ws, contact), after(Keys.LOGGED_EDIT, after), true,
                Limits.QUERY_PAGE_ITEMS_MAX);
        var found = piece.items().stream().map(edits::read).toList();
        return new Page<>(found, piece.more() ? Optional.of(found.getLast().id()) : Optional.empty());
    }

    /// The conversation that began after the one with this ULID (empty: the first one).
    public Optional<ConversationId> conversation(WorkspaceId ws, ContactId contact, String after) {
        return table.query(Keys.partition(ws, contact), after(Keys.CONVERSATION, after), true, 1)
                .stream()
                .map(item -> conversations.read(item).id())
                .findFirst();
    }

    /// Messages of a conversation after the one with this id, in one call.
    public Page<Message> messages(WorkspaceId ws, ConversationId conversation, String after) {
        var piece = table.piece(Keys.messages(ws, conversation), after(Keys.MESSAGE, after), true,
                Limits.QUERY_PAGE_ITEMS_MAX);
        var found = piece.items().stream().map(messages::read).toList();
        return new Page<>(found, piece.more() ? Optional.of(found.getLast().id()) : Optional.empty());
    }

    private static Range after(String kind, String id) {
        return id.isEmpty() ? new Range.Prefix(kind) : new Range.Between(kind + id + '\0', kind + Character.MAX_VALUE);
    }
}
