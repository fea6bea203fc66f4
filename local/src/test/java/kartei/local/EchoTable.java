package kartei.local;

import java.util.Map;

import kartei.api.Clients;
import kartei.api.Environment;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// The table of a system made from `echo-template.yaml`, reached as its variables say.
final class EchoTable {
    private final DynamoDbClient dynamo;

    EchoTable(Map<String, String> variables) {
        this.dynamo = Clients.of(Environment.of(variables)).dynamo();
    }

    /// In a transaction, as all that a caller waits for is written.
    void put(String key) {
        var put = Put.builder().tableName("Table").item(keyOf(key)).build();
        dynamo.transactWriteItems(write -> write.transactItems(TransactWriteItem.builder().put(put).build()));
    }

    boolean holds(String key) {
        return get(key).hasItem();
    }

    /// How often the stream's function saw `key`.
    int timesSeen(String key) {
        var times = get("seen " + key).item().get("times");
        return times == null ? 0 : Integer.parseInt(times.n());
    }

    private GetItemResponse get(String key) {
        return dynamo.getItem(get -> get.tableName("Table").key(keyOf(key)).consistentRead(true));
    }

    private static Map<String, AttributeValue> keyOf(String key) {
        return Map.of("PK", AttributeValue.fromS(key), "SK", AttributeValue.fromS("s"));
    }
}
