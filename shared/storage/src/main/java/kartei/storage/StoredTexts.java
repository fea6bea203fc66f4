package kartei.storage;

import java.util.List;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A list of texts as a part of an item.
final class StoredTexts {
    private StoredTexts() {}

    static AttributeValue of(List<String> texts) {
        return AttributeValue.fromL(texts.stream().map(AttributeValue::fromS).toList());
    }
}
