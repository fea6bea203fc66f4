package kartei.storage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Stands in for names and values in an expression, so that no name can collide with DynamoDB's reserved words.
final class Placeholders {
    private static final char NAME = '#';

    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();

    String name(String name) {
        var placeholder = names.entrySet().stream().filter(entry -> entry.getValue().equals(name)).findFirst();
        if (placeholder.isPresent()) {
            return placeholder.get().getKey();
        }
        var made = NAME + "n" + names.size();
        names.put(made, name);
        return made;
    }

    String path(List<String> path) {
        return path.stream().map(this::name).collect(Collectors.joining("."));
    }

    String value(AttributeValue value) {
        var made = ":v" + values.size();
        values.put(made, value);
        return made;
    }

    Map<String, String> names() {
        return names;
    }

    Map<String, AttributeValue> values() {
        return values;
    }
}
