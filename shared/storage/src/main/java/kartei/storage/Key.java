package kartei.storage;

import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Where an item lies in the table.
public record Key(String pk, String sk) {
    Map<String, AttributeValue> fields() {
        return Map.of(Fields.PK, AttributeValue.fromS(pk), Fields.SK, AttributeValue.fromS(sk));
    }
}
