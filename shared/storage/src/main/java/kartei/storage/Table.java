package kartei.storage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import kartei.domain.Limits;
import kartei.domain.Rejected;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/// The one table: reads by key and range, and transactions. Everything that is written for a waiting caller goes through
/// `write`: it repeats what others were in the way of, under one client token per try, so that a lost answer is not done twice.
public final class Table {
    private final DynamoDbClient dynamo;
    private final String name;
    private final Backoff backoff;
    private final Batches batches;

    public Table(DynamoDbClient dynamo, String name, Backoff backoff) {
        this.dynamo = dynamo;
        this.name = name;
        this.backoff = backoff;
        this.batches = new Batches(dynamo, name, backoff);
    }

    /// When the table throttles for longer than the SDK waits, it is 503 `busy`.
    static <T> T unlessThrottled(Supplier<T> call) {
        try {
            return call.get();
        } catch (ProvisionedThroughputExceededException | RequestLimitExceededException | ThrottlingException busy) {
            throw Rejected.busy();
        }
    }

    /// Reads one item, its own writes included.
    public Optional<Item> get(Key key) {
        var request = GetItemRequest.builder().tableName(name).key(key.fields()).consistentRead(true).build();
        var response = unlessThrottled(() -> dynamo.getItem(request));
        return response.hasItem() ? Optional.of(Item.of(response.item())) : Optional.empty();
    }

    /// Reads up to any number of items, their own writes included; what is not there is not in the answer. More than 100
    /// keys are several calls side by side.
    public Map<Key, Item> getAll(Collection<Key> keys) {
        return getAll(keys, List.of());
    }

    /// The same with some fields only, or members of them, each named by its path; none named means all.
    public Map<Key, Item> getAll(Collection<Key> keys, List<List<String>> paths) {
        return batches.get(keys, paths);
    }

    /// Reads a piece of a partition, its own writes included; at most `limit` items.
    public List<Item> query(String pk, Range range, boolean ascending, int limit) {
        return query(Optional.empty(), pk, range, ascending, limit);
    }

    /// Reads a piece of an index's partition; an index may be behind the table by a moment.
    public List<Item> query(Index index, String pk, Range range, boolean ascending, int limit) {
        return query(Optional.of(index), pk, range, ascending, limit);
    }

    private List<Item> query(Optional<Index> index, String pk, Range range, boolean ascending, int limit) {
        var items = new ArrayList<Item>();
        var request = Queries.of(name, index, pk, range, ascending);
        Map<String, AttributeValue> start = Map.of();
        do {
            if (!start.isEmpty()) {
                request.exclusiveStartKey(start);
            }
            var next = request.limit(limit - items.size()).build();
            var response = unlessThrottled(() -> dynamo.query(next));
            response.items().forEach(fields -> items.add(Item.of(fields)));
            start = response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : Map.of();
        } while (!start.isEmpty() && items.size() < limit);
        return items;
    }

    /// Reads a piece of a partition in one call, its own writes included: at most `limit` items and at most 1 MB.
    public Piece piece(String pk, Range range, boolean ascending, int limit) {
        var request = Queries.of(name, Optional.empty(), pk, range, ascending).limit(limit + 1).build();
        var response = unlessThrottled(() -> dynamo.query(request));
        var items = response.items().stream().limit(limit).map(Item::of).toList();
        return new Piece(items, response.items().size() > limit || response.hasLastEvaluatedKey());
    }

    /// Reads some fields, beside the key, of a piece of a partition in one call, its own writes included.
    Piece piece(String pk, Range range, List<String> fields, int limit) {
        var request = Queries.fields(name, pk, range, fields).limit(limit).build();
        var response = unlessThrottled(() -> dynamo.query(request));
        return new Piece(response.items().stream().map(Item::of).toList(), response.hasLastEvaluatedKey());
    }

    /// The same of an index's partition, which may be behind the table by a moment.
    public Piece piece(Index index, String pk, Range range, boolean ascending, int limit) {
        var response = unlessThrottled(
                () -> dynamo.query(Queries.of(name, Optional.of(index), pk, range, ascending).limit(limit).build()));
        return new Piece(response.items().stream().map(Item::of).toList(), response.hasLastEvaluatedKey());
    }

    /// The same for walks over very many: `each` reads its items, one after the other, from the bytes of the answer. Says after
    /// which sort key there may be more; nothing at the end.
    Optional<String> walk(Index index, String pk, Range range, int limit, Consumer<ItemReader> each) {
        var request = Queries.of(name, Optional.of(index), pk, range, true)
                .limit(limit)
                .overrideConfiguration(call -> call.addPlugin(new PageTap(each)::watch))
                .build();
        var response = unlessThrottled(() -> dynamo.query(request));
        return Optional.ofNullable(response.lastEvaluatedKey().get(index.sortField())).map(AttributeValue::s);
    }

    /// Items of a partition, and whether there are more.
    public record Piece(List<Item> items, boolean more) {}

    /// How many items an index's partition has.
    public long count(Index index, String pk) {
        var request = Queries.of(name, Optional.of(index), pk, new Range.All(), true);
        return Queries.counted(dynamo, request.limit(Limits.COUNT_ITEMS_AT_ONCE_MAX), Long.MAX_VALUE);
    }

    /// How many items of an index's partition lie under this sort key in the table itself; at most `pages` of up to 1 MB are
    /// read.
    Queries.Count count(Index index, String pk, String sk, int pages) {
        var request = Queries.at(name, index, pk, sk);
        return Queries.counted(dynamo, request.limit(Limits.COUNT_ITEMS_AT_ONCE_MAX), Long.MAX_VALUE, pages);
    }

    /// How many items a partition has; from `enough` on they are not counted further.
    public long count(String pk, int enough) {
        var request = Queries.of(name, Optional.empty(), pk, new Range.All(), true);
        return Queries.counted(dynamo, request.limit(Math.min(enough, Limits.COUNT_ITEMS_AT_ONCE_MAX)), enough);
    }

    /// How many items a piece of a partition has.
    long count(String pk, Range range) {
        return Queries.counted(dynamo,
                Queries.of(name, Optional.empty(), pk, range, true).limit(Limits.COUNT_ITEMS_AT_ONCE_MAX),
                Long.MAX_VALUE);
    }

    /// Does all of it or nothing. Repeats when others write the same items at the same moment; after six tries, or when the
    /// table throttles for longer than the SDK waits, it is 503 `busy`.
    ///
    /// @throws ConditionFailed when a condition does not hold; nothing was written
    public void write(List<Action> actions) throws ConditionFailed {
        if (actions.size() > Limits.TRANSACTION_ACTIONS_MAX) {
            throw new IllegalArgumentException("a transaction holds at most 100 actions");
        }
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            if (tried(actions)) {
                return;
            }
            backoff.before(attempt);
        }
        throw Rejected.busy();
    }

    /// Puts items whatever lies there, and not all at once: for work that is done again when it is left in the middle.
    public void putAll(List<Item> items) {
        batches.put(items);
    }

    /// Deletes items whatever they hold, and not all at once.
    public void deleteAll(Collection<Key> keys) {
        batches.delete(keys);
    }

    /// Changes one item, at half the price of a transaction, for a reader of the stream, which nobody waits for. When an
    /// answer is lost, the SDK's repetition meets its own change: a condition that does not hold asks for reading again.
    public void update(Change change) throws ConditionFailed {
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            try {
                dynamo.updateItem(change.on(name));
                return;
            } catch (ConditionalCheckFailedException refused) {
                throw ConditionFailed.alone();
            } catch (TransactionConflictException inTheWay) {
                backoff.before(attempt);
            }
        }
        throw Rejected.busy();
    }

    /// Whether it was done; false means that others were in the way. The SDK gives each request a client token and keeps
    /// it over its own repetitions; one that is still in progress after these must not be tried under another token, or it
    /// would meet its own success.
    private boolean tried(List<Action> actions) throws ConditionFailed {
        try {
            var request = TransactWriteItemsRequest.builder()
                    .transactItems(actions.stream().map(action -> action.on(name)).toList())
                    .build();
            unlessThrottled(() -> dynamo.transactWriteItems(request));
            return true;
        } catch (TransactionCanceledException canceled) {
            ConditionFailed.throwIfAny(actions, canceled.cancellationReasons());
            if (canceled.cancellationReasons().stream().noneMatch(Table::isPassing)) {
                throw canceled;
            }
            return false;
        } catch (TransactionInProgressException stillAtIt) {
            throw Rejected.busy();
        }
    }

    private static boolean isPassing(CancellationReason reason) {
        return switch (reason.code()) {
            case "TransactionConflict", "ProvisionedThroughputExceeded", "ThrottlingError" -> true;
            default -> false;
        };
    }
}
