package kartei.storage;

import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Where an item lies in the table.
public record Key(String pk, String sk) {
    Map<String, AttributeValue> fields() {
        return Map.of(Fields.PK, AttributeValue.fromS(pk), Fields.SK, AttributeValue.fromS(sk));
    }

    static Key of(Map<String, AttributeValue> item) {
        return new Key(text(item, Fields.PK), text(item, Fields.SK));
    }

    private static String text(Map<String, AttributeValue> item, String field) {
        return Optional.ofNullable(item.get(field)).map(AttributeValue::s).orElseThrow();
    }
}
