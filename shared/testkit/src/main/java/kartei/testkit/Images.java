package kartei.testkit;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/// Looks up stored items and the shapes of tables, past every watched client.
final class Images {
    private final DynamoDbClient unwatched;
    private final Map<String, TableShape> shapes = new ConcurrentHashMap<>();

    /// Names one item.
    record ItemKey(String table, Map<String, AttributeValue> key) {}

    Images(DynamoDbClient unwatched) {
        this.unwatched = unwatched;
    }

    TableShape shape(String table) {
        return shapes.computeIfAbsent(table,
                name -> TableShape.of(unwatched.describeTable(describe -> describe.tableName(name)).table()));
    }

    /// The items as they are now; at most 100, those that are not there are left out.
    Map<ItemKey, Map<String, AttributeValue>> read(Collection<ItemKey> keys) {
        var wanted = keys.stream()
                .collect(Collectors.groupingBy(ItemKey::table, Collectors
                        .collectingAndThen(Collectors.mapping(ItemKey::key, Collectors.toList()), Images::consistent)));
        var found = new HashMap<ItemKey, Map<String, AttributeValue>>();
        while (!wanted.isEmpty()) {
            var asked = wanted;
            var answer = unwatched.batchGetItem(get -> get.requestItems(asked));
            answer.responses()
                    .forEach((table, items) -> items
                            .forEach(item -> found.put(new ItemKey(table, shape(table).keyOf(item)), item)));
            wanted = answer.unprocessedKeys();
        }
        return found;
    }

    Map<String, AttributeValue> read(ItemKey key) {
        return read(List.of(key)).getOrDefault(key, Map.of());
    }

    private static KeysAndAttributes consistent(List<Map<String, AttributeValue>> keys) {
        return KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
    }
}
