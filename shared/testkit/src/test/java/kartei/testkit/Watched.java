package kartei.testkit;

import java.util.HashMap;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// A table whose client a meter watches, and what tests do with it.
record Watched(String table, Meter meter, DynamoDbClient dynamo) {

    static Watched on(TestTable table) {
        var meter = new Meter(table.dynamo());
        var endpoints = table.stack().endpoints();
        var dynamo = endpoints.point(DynamoDbClient.builder(), endpoints.dynamo())
                .httpClient(table.stack().http())
                .overrideConfiguration(override -> override.addExecutionInterceptor(meter))
                .build();
        return new Watched(table.name(), meter, dynamo);
    }

    void get(String key) {
        dynamo.getItem(get -> get.tableName(table).key(key(key)));
    }

    void query(String key) {
        dynamo.query(query -> query.tableName(table)
                .limit(10)
                .keyConditionExpression("PK = :pk")
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(key))));
    }

    void put(Map<String, AttributeValue> item) {
        dynamo.putItem(put -> put.tableName(table).item(item));
    }

    void transact(TransactWriteItem... actions) {
        dynamo.transactWriteItems(write -> write.transactItems(actions));
    }

    TransactWriteItem puts(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder().put(put -> put.tableName(table).item(item)).build();
    }

    static Map<String, AttributeValue> key(String key) {
        return Map.of("PK", AttributeValue.fromS(key), "SK", AttributeValue.fromS("s"));
    }

    /// An item of exactly so many bytes.
    static Map<String, AttributeValue> sized(String key, int bytes) {
        var item = new HashMap<>(key(key));
        var rest = bytes - Math.toIntExact(ItemSize.bytes(item)) - "fill".length();
        item.put("fill", AttributeValue.fromS("x".repeat(rest)));
        return item;
    }
}
