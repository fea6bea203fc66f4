package kartei.storage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import kartei.domain.Limits;
import kartei.domain.Page;
import kartei.domain.WorkspaceId;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.ConversationStatus;

/// The conversations of a workspace in queue order: highest score first, then longest waiting; resolved ones newest first.
public final class Queue {
    private static final Comparator<Item> ORDER = Comparator.comparing(item -> item.text(Index.QUEUE.sortField()));

    private static final int PIECE_ITEMS = Limits.LIST_READ_ITEMS_MAX / 4;

    private final Table table;
    private final Erased erased;
    private final ConversationCodec codec = new ConversationCodec();

    public Queue(Table table) {
        this.table = table;
        this.erased = new Erased(table);
    }

    /// Which conversations are asked for; `start` is the `next` of the page before.
    public record Wanted(
            WorkspaceId workspace,
            List<String> teams,
            ConversationStatus status,
            int limit,
            Optional<String> start) {}

    /// A page of those that `filter` lets through: one query for each team and shard, side by side. Where the filter drops
    /// some, more are read in larger pieces, up to a bound. Nobody is shown who was erased.
    public Page<Conversation> page(Wanted wanted, Predicate<Conversation> filter) {
        var reading = Together.start(() -> erased.lately(wanted.workspace()));
        var found = new ArrayList<Conversation>();
        var start = wanted.start();
        var piece = wanted.limit();
        for (int read = 0; read < Limits.LIST_READ_ITEMS_MAX; read += piece, piece = PIECE_ITEMS) {
            var items = merged(wanted, start, piece + 1);
            var gone = Together.join(reading);
            for (int i = 0; i < Math.min(items.size(), piece); i++) {
                start = Optional.of(items.get(i).text(Index.QUEUE.sortField()));
                Optional.of(codec.read(items.get(i)))
                        .filter(conversation -> !gone.has(conversation.id().contact()))
                        .filter(filter)
                        .ifPresent(found::add);
                if (found.size() == wanted.limit()) {
                    return new Page<>(found, i + 1 < items.size() ? start : Optional.empty());
                }
            }
            if (items.size() <= piece) {
                return Page.last(found);
            }
        }
        return new Page<>(found, start);
    }

    /// The next `limit` in order.
    private List<Item> merged(Wanted wanted, Optional<String> start, int limit) {
        var ascending = wanted.status().isOpen();
        Range range = start.<Range>map(place -> ascending ? new Range.Above(place) : new Range.Below(place))
                .orElseGet(Range.All::new);
        var queries = wanted.teams()
                .stream()
                .flatMap(team -> shards(wanted, team))
                .<Supplier<List<Item>>>map(shard -> () -> table.query(Index.QUEUE, shard, range, ascending, limit))
                .toList();
        return Together.all(queries)
                .stream()
                .flatMap(List::stream)
                .sorted(ascending ? ORDER : ORDER.reversed())
                .limit(limit)
                .toList();
    }

    private static Stream<String> shards(Wanted wanted, String team) {
        return IntStream.range(0, Limits.QUEUE_SHARDS)
                .mapToObj(shard -> Keys.queueShard(wanted.workspace(), team, wanted.status(), shard));
    }
}
