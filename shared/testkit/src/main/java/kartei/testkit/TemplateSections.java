package kartei.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The sections of a template, put together: its resources with globals merged and parameters at hand.
final class TemplateSections {
    private static final Set<String> READ = Set.of("Parameters", "Rules", "Conditions", "Globals", "Resources");

    private final String file;
    private final Map<String, Object> sections = new LinkedHashMap<>();
    private final TemplateNames names;
    private final TemplateValues values;

    /// A resource that is to be made; its properties still hold functions, which the block resolves.
    record Resource(String logicalId, String type, String name, TemplateBlock properties) {}

    TemplateSections(Path path, Map<String, String> parameters, Map<String, String> called) {
        this.file = path.toString();
        if (!(TemplateText.read(path) instanceof Map<?, ?> map) || !map.containsKey("Resources")) {
            throw new TemplateException(file, "is not a template: it has no Resources");
        }
        map.forEach((name, section) -> sections.put(name.toString(), section));
        sections.keySet()
                .stream()
                .filter(name -> !READ.contains(name) && !TemplateNotMade.SECTIONS.contains(name))
                .forEach(name -> refuse(name));
        section("Globals").keySet()
                .stream()
                .filter(name -> !name.equals("Function"))
                .forEach(name -> refuse("Globals." + name));
        this.names = new TemplateNames(file, types(), called);
        this.values = new TemplateValues(file, parameters(parameters), section("Conditions"), names);
        section("Rules").forEach(new TemplateRules(file, values)::require);
    }

    /// Every resource that one machine makes, in the template's order.
    List<Resource> resources() {
        return deployed().stream().filter(resource -> !TemplateNotMade.RESOURCES.contains(resource.type())).toList();
    }

    /// Every resource whose condition holds, also those that one machine does not make. One whose condition does not hold has
    /// to be of a type that is known all the same.
    List<Resource> deployed() {
        var resources = new ArrayList<Resource>();
        section("Resources").forEach((logicalId, node) -> {
            var whole = new TemplateBlock(file + ": Resources." + logicalId, node, values);
            var type = whole.requireText("Type");
            if (!TemplateReader.MADE.contains(type) && !TemplateNotMade.RESOURCES.contains(type)) {
                throw whole.refused("resources of type " + type + " are not known on one machine");
            }
            var holds = whole.text("Condition").filter(name -> !values.holds(name)).isEmpty();
            whole.accept(TemplateNotMade.RESOURCE_ATTRIBUTES).accept(Set.of("Properties")).end();
            if (holds) {
                resources.add(new Resource(logicalId, type, names.of(logicalId), properties(logicalId, type, node)));
            }
        });
        return resources;
    }

    private TemplateBlock properties(String logicalId, String type, Object resource) {
        var own = ((Map<?, ?>) resource).get("Properties");
        var merged = type.equals("AWS::Serverless::Function") ? merge(section("Globals").get("Function"), own) : own;
        return new TemplateBlock(file + ": Resources." + logicalId, merged == null ? Map.of() : merged, values)
                .accept(TemplateNotMade.propertiesOf(type));
    }

    /// As SAM merges globals: mappings member by member, lists one after the other, anything else is overridden.
    private static @Nullable Object merge(@Nullable Object global, @Nullable Object own) {
        if (own == null || global == null) {
            return own == null ? global : own;
        }
        if (global instanceof List<?> first && own instanceof List<?> second) {
            return Stream.concat(first.stream(), second.stream()).toList();
        }
        if (!(global instanceof Map<?, ?> first) || !(own instanceof Map<?, ?> second)) {
            return own;
        }
        var merged = new LinkedHashMap<String, Object>();
        first.forEach((name, value) -> merged.put(name.toString(), value));
        second.forEach((name, value) -> merged.merge(name.toString(), value, TemplateSections::merge));
        return merged;
    }

    private Map<String, String> types() {
        var types = new HashMap<String, String>();
        section("Resources").forEach((logicalId, node) -> {
            if (node instanceof Map<?, ?> resource && resource.get("Type") instanceof String type) {
                types.put(logicalId, type);
            }
        });
        return types;
    }

    private Map<String, String> parameters(Map<String, String> given) {
        var declared = section("Parameters");
        given.keySet().stream().filter(name -> !declared.containsKey(name)).forEach(name -> {
            throw new TemplateException(file, "has no parameter " + name);
        });
        var parameters = new HashMap<>(given);
        declared.forEach((name, node) -> {
            if (node instanceof Map<?, ?> parameter && parameter.containsKey("Default")) {
                parameters.putIfAbsent(name, String.valueOf(parameter.get("Default")));
            }
            if (!parameters.containsKey(name)) {
                throw new TemplateException(file, "parameter " + name + " was given no value");
            }
        });
        return parameters;
    }

    private Map<String, Object> section(String name) {
        if (!(sections.getOrDefault(name, Map.of()) instanceof Map<?, ?> map)) {
            throw new TemplateException(file + ": " + name, "must be a mapping");
        }
        var section = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> section.put(key.toString(), value));
        return section;
    }

    private void refuse(String name) {
        throw new TemplateException(file + ": " + name, "is not known on one machine");
    }
}
