package kartei.local;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// JSON as trees, for what the local system itself reads and writes; one member twice or text behind the end is refused.
public final class JsonTrees {
    private static final JsonMapper TREES = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JsonTrees() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /// The tree of `json`.
    ///
    /// @throws IOException when it is not JSON
    public static JsonNode read(byte[] json) throws IOException {
        return TREES.readTree(json);
    }

    public static byte[] bytes(JsonNode tree) {
        try {
            return TREES.writeValueAsBytes(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The tree of what `name` holds on `shelf`, or an empty object.
    public static JsonNode kept(Shelf shelf, String name) {
        var text = shelf.read(name);
        try {
            return text.isEmpty() ? object() : TREES.readTree(text.get());
        } catch (IOException e) {
            throw damaged(shelf, name);
        }
    }

    public static StartFailure damaged(Shelf shelf, String name) {
        return new StartFailure(
                shelf.place(name) + " is damaged; put the folder's backup back, or start with another --data");
    }
}
