package kartei.storage;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.ConversationStatus;

/// Walks over those whom a change of the rules may concern, piece by piece out of an index. An index may be behind: what is done
/// with what is found is decided on the table.
public final class Walks {
    private final Table table;
    private final ConversationCodec conversations = new ConversationCodec();

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

    private <T> Piece<T> piece(Index index, String pk, String after, Function<Stream<Item>, Stream<T>> found) {
        Range range = after.isEmpty() ? new Range.All() : new Range.Above(after);
        var items = table.query(index, pk, range, true, Limits.RESCORE_SLICE_ITEMS_MAX);
        return new Piece<>(found.apply(items.stream()).toList(),
                items.size() < Limits.RESCORE_SLICE_ITEMS_MAX ? Optional.empty()
                        : Optional.of(items.getLast().text(index.sortField())));
    }
}
