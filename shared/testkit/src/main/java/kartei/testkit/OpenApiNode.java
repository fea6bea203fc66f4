package kartei.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A place in `openapi.yaml`, with the JSON pointer by which a schema there is found. References are followed.
final class OpenApiNode {
    private static final String REF = "$ref";

    private final Object document;
    private final String pointer;
    private final Object value;

    private OpenApiNode(Object document, String pointer, Object value) {
        this.document = document;
        this.pointer = pointer;
        this.value = value;
    }

    static OpenApiNode root(Object document) {
        return new OpenApiNode(document, "", document);
    }

    /// Where it is, from the root (RFC 6901).
    String pointer() {
        return pointer;
    }

    Optional<OpenApiNode> find(String name) {
        return value instanceof Map<?, ?> members
                ? Optional.<Object>ofNullable(members.get(name)).map(found -> followed(name, found))
                : Optional.empty();
    }

    OpenApiNode get(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalStateException("openapi.yaml has no " + name + " at " + pointer));
    }

    /// Names of the members that a map has here.
    List<String> names() {
        return value instanceof Map<?, ?> members ? members.keySet().stream().map(String::valueOf).toList() : List.of();
    }

    /// The elements of a list.
    List<OpenApiNode> elements() {
        return value instanceof List<?> list
                ? Stream.iterate(0, i -> i < list.size(), i -> i + 1)
                        .map(i -> followed(String.valueOf(i), list.get(i)))
                        .toList()
                : List.of();
    }

    List<String> texts() {
        return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
    }

    String text() {
        return String.valueOf(value);
    }

    private OpenApiNode followed(String name, Object found) {
        if (found instanceof Map<?, ?> members && members.get(REF) instanceof String reference) {
            var target = root(document);
            for (var step : reference.substring("#/".length()).split("/", -1)) {
                target = target.get(step.replace("~1", "/").replace("~0", "~"));
            }
            return target;
        }
        return new OpenApiNode(document, pointer + "/" + name.replace("~", "~0").replace("/", "~1"), found);
    }

    @Override
    public String toString() {
        return "OpenApiNode[" + pointer + "]";
    }
}
