package kartei.local.states;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import kartei.local.StartFailure;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// The fields of one object of a definition, read one by one; `end` refuses by name what nobody read.
final class Fields {
    private final String place;
    private final JsonNode node;
    private final Set<String> unread = new LinkedHashSet<>();

    Fields(String place, JsonNode node) {
        this.place = place;
        this.node = node;
        if (!node.isObject()) {
            throw refused("must be an object");
        }
        node.fieldNames().forEachRemaining(unread::add);
        unread.remove("Comment");
    }

    Optional<JsonNode> node(String name) {
        unread.remove(name);
        @Nullable
        JsonNode value = node.get(name);
        return Optional.ofNullable(value);
    }

    Optional<String> text(String name) {
        return node(name).map(value -> {
            if (!value.isTextual()) {
                throw refused(name + " must be a text");
            }
            return value.textValue();
        });
    }

    String requireText(String name) {
        return text(name).orElseThrow(() -> refused(name + " is missing"));
    }

    double number(String name, double otherwise) {
        return node(name).map(JsonNode::doubleValue).orElse(otherwise);
    }

    Optional<Fields> fields(String name) {
        return node(name).map(value -> new Fields(place + "." + name, value));
    }

    Fields require(String name) {
        return fields(name).orElseThrow(() -> refused(name + " is missing"));
    }

    /// The elements of a list, each an object.
    List<Fields> list(String name) {
        var elements = new ArrayList<Fields>();
        node(name).ifPresent(list -> list.forEach(
                element -> elements.add(new Fields(place + "." + name + "[" + elements.size() + "]", element))));
        return elements;
    }

    /// The members, each an object, by name.
    Map<String, Fields> members() {
        var members = new TreeMap<String, Fields>();
        node.fieldNames().forEachRemaining(name -> members.put(name, require(name)));
        return members;
    }

    /// Reads over a field that makes no difference here.
    void accept(String name) {
        unread.remove(name);
    }

    void end() {
        if (!unread.isEmpty()) {
            throw new StartFailure(place + "." + unread.iterator().next() + ": is not known on one machine");
        }
    }

    StartFailure refused(String what) {
        return new StartFailure(place + ": " + what);
    }
}
