package kartei.testkit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/// What decides about the price of a write: the table's keys, and keys and projection of its indexes.
record TableShape(List<String> keys, Map<String, Index> indexes) {
    private static final int WRITE_UNIT_BYTES = 1024;
    private static final int READ_UNIT_BYTES = 4096;

    /// An index; it holds `fields` of an item, or all where they are empty.
    record Index(List<String> keys, Set<String> fields) {}

    static TableShape of(TableDescription table) {
        var keys = names(table.keySchema());
        var indexes = new TreeMap<String, Index>();
        for (var index : table.globalSecondaryIndexes()) {
            indexes.put(index.indexName(), index(index, keys));
        }
        return new TableShape(keys, indexes);
    }

    private static Index index(GlobalSecondaryIndexDescription index, List<String> tableKeys) {
        var keys = names(index.keySchema());
        return new Index(keys, fields(index.projection(), keys, tableKeys));
    }

    private static Set<String> fields(Projection projection, List<String> keys, List<String> tableKeys) {
        return switch (projection.projectionType()) {
            case ALL -> Set.of();
            case KEYS_ONLY, INCLUDE -> {
                var fields = new TreeSet<>(keys);
                fields.addAll(tableKeys);
                fields.addAll(projection.nonKeyAttributes());
                yield fields;
            }
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("an unknown projection");
        };
    }

    private static List<String> names(List<KeySchemaElement> schema) {
        return schema.stream().map(KeySchemaElement::attributeName).toList();
    }

    Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
        return only(Set.copyOf(keys), item);
    }

    /// Units of a read of one item, strongly consistent.
    static double readUnits(Map<String, AttributeValue> item) {
        return Math.max(1, Math.ceilDiv(ItemSize.bytes(item), READ_UNIT_BYTES));
    }

    /// Units of the table for a write that found `before` and left `after`; an absent item is empty.
    static double writeUnits(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        return units(Math.max(ItemSize.bytes(before), ItemSize.bytes(after)));
    }

    /// Units of the indexes for the same write.
    double indexUnits(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        return indexes.values().stream().mapToDouble(index -> units(index, before, after)).sum();
    }

    private static double units(Index index, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        var old = entry(index, before);
        var fresh = entry(index, after);
        if (old.equals(fresh)) {
            return 0;
        }
        if (old.isEmpty() || fresh.isEmpty() || sameKeys(index, old, fresh)) {
            return units(Math.max(ItemSize.bytes(old), ItemSize.bytes(fresh)));
        }
        return units(ItemSize.bytes(old)) + units(ItemSize.bytes(fresh));
    }

    private static boolean sameKeys(Index index, Map<String, AttributeValue> old, Map<String, AttributeValue> fresh) {
        return index.keys().stream().allMatch(key -> Objects.equals(old.get(key), fresh.get(key)));
    }

    private static Map<String, AttributeValue> entry(Index index, Map<String, AttributeValue> item) {
        if (!item.keySet().containsAll(index.keys())) {
            return Map.of();
        }
        return index.fields().isEmpty() ? item : only(index.fields(), item);
    }

    private static Map<String, AttributeValue> only(Set<String> fields, Map<String, AttributeValue> item) {
        var kept = new TreeMap<>(item);
        kept.keySet().retainAll(fields);
        return kept;
    }

    private static double units(long bytes) {
        return Math.max(1, Math.ceilDiv(bytes, WRITE_UNIT_BYTES));
    }
}
