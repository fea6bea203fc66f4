package kartei.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.json.JsonMapper;

/// The schemas of `openapi.yaml` (JSON Schema 2020-12, formats asserted). Members that they do not name are faults here,
/// while callers are told to expect new ones: so nothing is answered that is not written down.
final class OpenApiSchemas {
    private static final String BASE = "https://kartei.invalid/openapi";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final SchemaRegistry registry;

    OpenApiSchemas(Object document) {
        var text = JSON.writeValueAsString(closed(document));
        this.registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(Map.of(BASE, text)));
    }

    /// What is wrong with a JSON text.
    List<String> faultsOf(String json, OpenApiNode schema) {
        return at(schema)
                .validate(json, InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(fault -> fault.getInstanceLocation() + " " + fault.getMessage())
                .toList();
    }

    /// What is wrong with a header or a parameter, whose text stands for a string, a number or a flag.
    List<String> faultsOfText(String text, OpenApiNode schema) {
        var literal = schema.find("type").map(OpenApiNode::text).orElse("string");
        var isLiteral = switch (literal) {
            case "integer" -> text.matches("-?\\d+");
            case "boolean" -> text.matches("true|false");
            default -> false;
        };
        return faultsOf(isLiteral ? text : JSON.writeValueAsString(text), schema);
    }

    private Schema at(OpenApiNode schema) {
        return registry.getSchema(SchemaLocation.of(BASE + "#" + schema.pointer()));
    }

    private static Object closed(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(OpenApiSchemas::closed).toList();
        }
        if (!(value instanceof Map<?, ?> members)) {
            return value;
        }
        var closed = new LinkedHashMap<String, Object>();
        members.forEach((name, member) -> closed.put(String.valueOf(name), closed(member)));
        if ("object".equals(closed.get("type")) && closed.containsKey("properties")
                && !closed.containsKey("additionalProperties")) {
            closed.put("additionalProperties", false);
        }
        return closed;
    }
}
