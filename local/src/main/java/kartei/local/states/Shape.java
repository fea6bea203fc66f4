package kartei.local.states;

import java.util.LinkedHashMap;
import java.util.Map;

import kartei.local.JsonTrees;

import com.fasterxml.jackson.databind.JsonNode;

/// A payload template: members as they are, and those whose names end in `.$` from a path.
sealed interface Shape {
    record Fixed(JsonNode value) implements Shape {}

    record From(Reference path) implements Shape {}

    record Members(Map<String, Shape> byName) implements Shape {}

    static Shape of(Fields fields, JsonNode node) {
        if (!node.isObject()) {
            return new Fixed(node);
        }
        var members = new LinkedHashMap<String, Shape>();
        node.properties().forEach(member -> {
            var name = member.getKey();
            if (name.endsWith(".$")) {
                members.put(name.substring(0, name.length() - 2),
                        new From(Reference.in(fields, member.getValue().asText())));
            } else {
                members.put(name, of(fields, member.getValue()));
            }
        });
        return new Members(members);
    }

    default JsonNode fill(JsonNode input, JsonNode context) throws StateFailure {
        return switch (this) {
            case Fixed(var value) -> value;
            case From(var path) -> path.get(input, context);
            case Members(var byName) -> {
                var filled = JsonTrees.object();
                for (var member : byName.entrySet()) {
                    filled.set(member.getKey(), member.getValue().fill(input, context));
                }
                yield filled;
            }
        };
    }
}
