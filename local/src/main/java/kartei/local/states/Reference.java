package kartei.local.states;

import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/// A path into the input (`$.a.b[0]`) or into the context object (`$$.Execution.Name`).
record Reference(boolean toContext, String pointer) {
    private static final Pattern SHAPE = Pattern.compile("\\$(\\$?)((?:\\.[A-Za-z_][A-Za-z0-9_]*|\\[\\d+])*)");

    /// The reference, or nothing when `text` is of another kind of JSONPath.
    static Optional<Reference> of(String text) {
        var parts = SHAPE.matcher(text);
        return parts.matches() ? Optional.of(
                new Reference(!parts.group(1).isEmpty(), parts.group(2).replaceAll("\\.|\\[", "/").replace("]", "")))
                : Optional.empty();
    }

    static Reference in(Fields fields, String text) {
        return of(text).orElseThrow(() -> fields.refused("the path " + text + " is not known on one machine"));
    }

    /// What is there, or nothing.
    Optional<JsonNode> find(JsonNode input, JsonNode context) {
        return Optional.of((toContext ? context : input).at(pointer)).filter(found -> !found.isMissingNode());
    }

    JsonNode get(JsonNode input, JsonNode context) throws StateFailure {
        return find(input, context)
                .orElseThrow(() -> new StateFailure("States.ParameterPathFailure", "there is nothing at " + pointer));
    }
}
