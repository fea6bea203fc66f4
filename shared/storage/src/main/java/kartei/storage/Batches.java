package kartei.storage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import kartei.domain.Limits;
import kartei.domain.Rejected;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Reads and writes of many items in one call, each by itself: what a call leaves undone is sent again.
final class Batches {
    private final DynamoDbClient dynamo;
    private final String table;
    private final Backoff backoff;

    Batches(DynamoDbClient dynamo, String table, Backoff backoff) {
        this.dynamo = dynamo;
        this.table = table;
        this.backoff = backoff;
    }

    /// Reads items consistently, the fields at these paths or all; 100 in a call, the calls side by side.
    Map<Key, Item> get(Collection<Key> keys, List<List<String>> paths) {
        var distinct = List.copyOf(new LinkedHashSet<>(keys));
        var chunks = new ArrayList<Supplier<Map<Key, Item>>>();
        for (int from = 0; from < distinct.size(); from += Limits.BATCH_GET_KEYS_MAX) {
            var chunk = distinct.subList(from, Math.min(distinct.size(), from + Limits.BATCH_GET_KEYS_MAX));
            chunks.add(() -> getBatch(chunk, paths));
        }
        var found = new HashMap<Key, Item>();
        Together.all(chunks).forEach(found::putAll);
        return found;
    }

    private Map<Key, Item> getBatch(List<Key> keys, List<List<String>> paths) {
        var found = new HashMap<Key, Item>();
        var wanted = WantedKeys.of(keys, paths);
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var pending = wanted;
            var response = Table.unlessThrottled(
                    () -> dynamo.batchGetItem(request -> request.requestItems(Map.of(table, pending))));
            response.responses()
                    .getOrDefault(table, List.of())
                    .stream()
                    .map(Item::of)
                    .forEach(item -> found.put(item.key(), item));
            var left = response.unprocessedKeys().get(table);
            if (left == null) {
                return found;
            }
            wanted = left;
            backoff.before(attempt);
        }
        throw Rejected.busy();
    }

    /// 25 in a call.
    void put(List<Item> items) {
        write(items.stream()
                .map(item -> WriteRequest.builder().putRequest(put -> put.item(item.fields())).build())
                .toList());
    }

    void delete(Collection<Key> keys) {
        write(keys.stream()
                .distinct()
                .map(key -> WriteRequest.builder().deleteRequest(delete -> delete.key(key.fields())).build())
                .toList());
    }

    private void write(List<WriteRequest> writes) {
        for (int from = 0; from < writes.size(); from += Limits.BATCH_WRITE_ITEMS_MAX) {
            writeBatch(writes.subList(from, Math.min(writes.size(), from + Limits.BATCH_WRITE_ITEMS_MAX)));
        }
    }

    private void writeBatch(List<WriteRequest> writes) {
        var left = writes;
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var pending = left;
            var response = Table.unlessThrottled(
                    () -> dynamo.batchWriteItem(request -> request.requestItems(Map.of(table, pending))));
            left = response.unprocessedItems().getOrDefault(table, List.of());
            if (left.isEmpty()) {
                return;
            }
            backoff.before(attempt);
        }
        throw Rejected.busy();
    }
}
