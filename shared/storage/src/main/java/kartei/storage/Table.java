package kartei.storage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import kartei.domain.Limits;
import kartei.domain.Rejected;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.Select;
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

    public Table(DynamoDbClient dynamo, String name, Backoff backoff) {
        this.dynamo = dynamo;
        this.name = name;
        this.backoff = backoff;
    }

    /// When the table throttles for longer than the SDK waits, it is 503 `busy`.
    private static <T> T unlessThrottled(Supplier<T> call) {
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
        var distinct = List.copyOf(new LinkedHashSet<>(keys));
        var chunks = new ArrayList<List<Key>>();
        for (int from = 0; from < distinct.size(); from += Limits.BATCH_GET_KEYS_MAX) {
            chunks.add(distinct.subList(from, Math.min(distinct.size(), from + Limits.BATCH_GET_KEYS_MAX)));
        }
        var found = new HashMap<Key, Item>();
        Together.all(chunks.stream().<Supplier<Map<Key, Item>>>map(chunk -> () -> batch(chunk, paths)).toList())
                .forEach(found::putAll);
        return found;
    }

    private Map<Key, Item> batch(List<Key> keys, List<List<String>> paths) {
        var found = new HashMap<Key, Item>();
        var wanted = WantedKeys.of(keys, paths);
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var pending = wanted;
            var response = unlessThrottled(
                    () -> dynamo.batchGetItem(request -> request.requestItems(Map.of(name, pending))));
            response.responses()
                    .getOrDefault(name, List.of())
                    .forEach(fields -> found.put(Key.of(fields), Item.of(fields)));
            var left = response.unprocessedKeys().get(name);
            if (left == null) {
                return found;
            }
            wanted = left;
            backoff.before(attempt);
        }
        throw Rejected.busy();
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
        var request = request(index, pk, range, ascending);
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

    /// How many items an index's partition has.
    public long count(Index index, String pk) {
        var counted = 0L;
        var request = request(Optional.of(index), pk, new Range.All(), true).select(Select.COUNT)
                .limit(Limits.COUNT_ITEMS_AT_ONCE_MAX);
        Map<String, AttributeValue> start = Map.of();
        do {
            if (!start.isEmpty()) {
                request.exclusiveStartKey(start);
            }
            var next = request.build();
            var response = unlessThrottled(() -> dynamo.query(next));
            counted += response.count();
            start = response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : Map.of();
        } while (!start.isEmpty());
        return counted;
    }

    /// Reads a piece of a partition in one call, its own writes included: at most `limit` items and at most 1 MB.
    public Piece piece(String pk, Range range, boolean ascending, int limit) {
        var request = request(Optional.empty(), pk, range, ascending).limit(limit + 1).build();
        var response = unlessThrottled(() -> dynamo.query(request));
        var items = response.items().stream().limit(limit).map(Item::of).toList();
        return new Piece(items, response.items().size() > limit || response.hasLastEvaluatedKey());
    }

    /// Items of a partition, and whether there are more.
    public record Piece(List<Item> items, boolean more) {}

    private QueryRequest.Builder request(Optional<Index> index, String pk, Range range, boolean ascending) {
        var placeholders = new Placeholders();
        var condition = placeholders.name(index.map(Index::partitionField).orElse(Fields.PK)) + " = "
                + placeholders.value(AttributeValue.fromS(pk))
                + range.render(index.map(Index::sortField).orElse(Fields.SK), placeholders);
        var request = QueryRequest.builder()
                .tableName(name)
                .keyConditionExpression(condition)
                .expressionAttributeNames(placeholders.names())
                .expressionAttributeValues(placeholders.values())
                .scanIndexForward(ascending)
                .consistentRead(index.isEmpty());
        index.ifPresent(held -> request.indexName(held.indexName()));
        return request;
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
