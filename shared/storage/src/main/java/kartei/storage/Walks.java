package kartei.storage;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.ConversationStatus;

/// Walks over those whom a change of the rules may concern, piece by piece out of an index. An index may be behind: what is done
/// with what is found is decided on the table.
public final class Walks {
    private final Table table;
    private final ConversationCodec conversations = new ConversationCodec();
    private final ContactCodec contacts = new ContactCodec();

    public Walks(Table table) {
        this.table = table;
    }

    /// What was found among the next entries of an index, and after which entry the next piece begins; nothing at the end.
    public record Piece<T>(List<T> found, Optional<String> next) {
        public Piece {
            found = List.copyOf(found);
        }
    }

    /// A part of the queue: one shard of a team's conversations in one status.
    public record Lane(String team, ConversationStatus status, int shard) {}

    public Piece<ConversationId> queue(WorkspaceId ws, Lane lane, String after) {
        var pk = Keys.queueShard(ws, lane.team(), lane.status(), lane.shard());
        return piece(Index.QUEUE, pk, after, items -> items.map(item -> conversations.read(item).id()));
    }

    /// About how many there are in a part of the queue.
    public long count(WorkspaceId ws, Lane lane) {
        return table.count(Index.QUEUE, Keys.queueShard(ws, lane.team(), lane.status(), lane.shard()));
    }

    public Piece<ContactId> members(WorkspaceId ws, String group, String after) {
        return piece(Index.WORK, Keys.groupMembers(ws, group), after,
                items -> items.map(item -> Keys.contactAtEnd(item.text(Index.WORK.sortField()))));
    }

    /// A contact in the directory as it may have been a moment ago, or that it has an open conversation.
    public sealed interface Entry {
        record OfContact(Contact contact) implements Entry {}

        record Open(ContactId contact) implements Entry {}
    }

    /// One shard of the directory of contacts.
    public Piece<Entry> directory(WorkspaceId ws, int shard, String after) {
        return piece(Index.DIRECTORY, Keys.directoryShard(ws, shard), after,
                items -> items.flatMap(item -> entry(item).stream()));
    }

    private Optional<Entry> entry(Item item) {
        if (item.key().sk().equals(Keys.CONTACT)) {
            return Optional.of(new Entry.OfContact(contacts.read(item)));
        }
        return item.findText(ActivityCodec.OPEN).map(_ -> new Entry.Open(new ContactId(item.text("id"))));
    }

    private <T> Piece<T> piece(Index index, String pk, String after, Function<Stream<Item>, Stream<T>> found) {
        Range range = after.isEmpty() ? new Range.All() : new Range.Above(after);
        var items = table.query(index, pk, range, true, Limits.RESCORE_SLICE_ITEMS_MAX);
        return new Piece<>(found.apply(items.stream()).toList(),
                items.size() < Limits.RESCORE_SLICE_ITEMS_MAX ? Optional.empty()
                        : Optional.of(items.getLast().text(index.sortField())));
    }
}
