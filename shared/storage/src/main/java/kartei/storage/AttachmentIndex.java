package kartei.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.Attachment;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.Message;

/// Files of a contact's messages, found by the ids that their senders gave them, and by their places (`Message.placeOf`).
///
/// Senders' ids are their own affair: two messages may use the same one, and the newer one then has it. A place always names
/// one file.
public final class AttachmentIndex {
    static final String CONVERSATION = "conversation";
    static final String MESSAGE = "message";

    private static final Pattern PLACE = Pattern.compile("([0-9A-Z]{26})-([0-9A-Z]{26})-(\\d{1,2})");

    private final Table table;
    private final WorkspaceKeys keys;
    private final MessageCodec messages = new MessageCodec();

    public AttachmentIndex(Table table, WorkspaceKeys keys) {
        this.table = table;
        this.keys = keys;
    }

    /// A file that lies in our bucket, or is awaited there, and its message.
    public record Found(Message message, Attachment attachment) {}

    /// The file with this id or at this place; nothing when there is none, or the contact is not alive.
    public Optional<Found> find(WorkspaceId ws, ContactId contact, String id) {
        var activity = Keys.activity(ws, contact);
        var pointer = pointer(ws, contact, id);
        var place = PLACE.matcher(id);
        var placed = place.matches()
                ? Optional.of(Keys.message(ws, new ConversationId(contact, place.group(1)), place.group(2)))
                : Optional.<Key>empty();
        var wanted = new ArrayList<>(List.of(activity, pointer));
        placed.ifPresent(wanted::add);
        var items = table.getAll(wanted);
        return held(items, activity).flatMap(alive -> placed.flatMap(key -> held(items, key))
                .map(messages::read)
                .flatMap(message -> at(message, Integer.parseInt(place.group(3))))
                .or(() -> held(items, pointer).flatMap(item -> named(ws, contact, item, id))));
    }

    private static Optional<Found> at(Message message, int index) {
        return message.attachments()
                .stream()
                .skip(index)
                .findFirst()
                .filter(file -> file.object().isPresent())
                .map(file -> new Found(message, file));
    }

    private Optional<Found> named(WorkspaceId ws, ContactId contact, Item pointer, String id) {
        var conversation = new ConversationId(contact, pointer.text(CONVERSATION));
        return table.get(Keys.message(ws, conversation, pointer.text(MESSAGE)))
                .map(messages::read)
                .flatMap(message -> message.attachments()
                        .stream()
                        .filter(file -> file.id().equals(id) && file.object().isPresent())
                        .findFirst()
                        .map(file -> new Found(message, file)));
    }

    /// Makes the files of a new message found; a part of its transaction.
    public List<Action> add(WorkspaceId ws, Message message) {
        return message.attachments()
                .stream()
                .filter(file -> file.object().isPresent())
                .map(file -> Action.put(Item.at(pointer(ws, message.conversation().contact(), file.id()))
                        .text(CONVERSATION, message.conversation().ulid())
                        .text(MESSAGE, message.id())))
                .toList();
    }

    private Key pointer(WorkspaceId ws, ContactId contact, String id) {
        return Keys.attachment(ws, contact, keys.hash(ws, "attachment", id));
    }

    private static Optional<Item> held(Map<Key, Item> items, Key key) {
        return Optional.ofNullable(items.get(key));
    }
}
