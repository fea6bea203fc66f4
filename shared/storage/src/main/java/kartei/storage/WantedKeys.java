package kartei.storage;

import java.util.ArrayList;
import java.util.List;

import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/// What one BatchGetItem asks for: keys, and of their items all fields or those at some paths, their own writes included.
final class WantedKeys {
    private WantedKeys() {}

    static KeysAndAttributes of(List<Key> keys, List<List<String>> paths) {
        var builder = KeysAndAttributes.builder().keys(keys.stream().map(Key::fields).toList()).consistentRead(true);
        if (!paths.isEmpty()) {
            var placeholders = new Placeholders();
            var wanted = new ArrayList<>(paths);
            wanted.add(List.of(Fields.PK));
            wanted.add(List.of(Fields.SK));
            builder.projectionExpression(String.join(", ", wanted.stream().map(placeholders::path).toList()))
                    .expressionAttributeNames(placeholders.names());
        }
        return builder.build();
    }
}
