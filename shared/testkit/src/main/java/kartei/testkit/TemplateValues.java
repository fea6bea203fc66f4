package kartei.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `Ref`, `Fn::GetAtt` and the other functions of a template come to, for given parameters and names.
final class TemplateValues {
    private static final Pattern PLACE = Pattern.compile("\\$\\{(!?)([^}]+)}");

    /// Stands for `AWS::NoValue`: the property is as good as not there.
    private static final Object NONE = new Object();

    private final String file;
    private final Map<String, String> known;
    private final Map<String, ?> conditions;
    private final TemplateNames names;

    /// `parameters` has every parameter of the template, with its default where nothing else was said.
    TemplateValues(String file, Map<String, String> parameters, Map<String, ?> conditions, TemplateNames names) {
        this.file = file;
        this.known = new HashMap<>(TemplateNames.PSEUDO_PARAMETERS);
        this.known.putAll(parameters);
        this.conditions = conditions;
        this.names = names;
    }

    /// The same tree without functions in it.
    Object resolve(Object node) {
        return switch (node) {
            case Map<?, ?> map when isFunction(map) ->
                call(map.keySet().iterator().next().toString(), map.values().iterator().next());
            case Map<?, ?> map -> {
                var resolved = new LinkedHashMap<String, Object>();
                map.forEach((key, value) -> resolved.put(String.valueOf(key), resolve(value)));
                resolved.values().removeIf(NONE::equals);
                yield resolved;
            }
            case List<?> list -> list.stream().map(this::resolve).filter(value -> !NONE.equals(value)).toList();
            default -> node;
        };
    }

    /// Whether the condition of this name holds.
    boolean holds(String condition) {
        var body = conditions.get(condition);
        if (body == null) {
            throw refused("there is no condition " + condition);
        }
        return truth(body);
    }

    private static boolean isFunction(Map<?, ?> map) {
        return map.size() == 1 && map.keySet().iterator().next() instanceof String name
                && (name.equals("Ref") || name.startsWith("Fn::"));
    }

    private Object call(String function, Object argument) {
        return switch (function) {
            case "Ref" -> reference(argument.toString());
            case "Fn::GetAtt" -> {
                var parts = arguments(argument, 2);
                yield names.attribute(parts.get(0).toString(), parts.get(1).toString());
            }
            case "Fn::Sub" -> substitute(argument);
            case "Fn::Join" -> {
                var parts = arguments(argument, 2);
                yield String.join(parts.get(0).toString(), texts(resolve(parts.get(1))));
            }
            case "Fn::Split" -> {
                var parts = arguments(argument, 2);
                yield List.of(resolve(parts.get(1)).toString().split(Pattern.quote(parts.get(0).toString()), -1));
            }
            case "Fn::If" -> {
                var parts = arguments(argument, 3);
                yield resolve(holds(parts.get(0).toString()) ? parts.get(1) : parts.get(2));
            }
            default -> throw refused(function + " is not known on one machine");
        };
    }

    private Object reference(String name) {
        if (name.equals("AWS::NoValue")) {
            return NONE;
        }
        var value = known.get(name);
        return value == null ? names.reference(name) : value;
    }

    private String substitute(Object argument) {
        var text = argument;
        var own = new HashMap<String, Object>();
        if (argument instanceof List<?> list) {
            text = arguments(list, 2).getFirst();
            ((Map<?, ?>) resolve(list.get(1))).forEach((key, value) -> own.put(key.toString(), value));
        }
        return PLACE.matcher(text.toString()).replaceAll(place -> Matcher.quoteReplacement(place(place, own)));
    }

    private String place(MatchResult place, Map<String, Object> own) {
        var name = place.group(2);
        if (!place.group(1).isEmpty()) {
            return "${" + name + "}";
        }
        if (own.containsKey(name)) {
            return own.get(name).toString();
        }
        var dot = name.indexOf('.');
        return dot < 0 ? reference(name).toString() : names.attribute(name.substring(0, dot), name.substring(dot + 1));
    }

    /// What a condition, written out, comes to.
    boolean truth(Object node) {
        if (!(node instanceof Map<?, ?> map) || map.size() != 1) {
            throw refused("a condition is one function");
        }
        var argument = map.values().iterator().next();
        return switch (map.keySet().iterator().next().toString()) {
            case "Condition" -> holds(argument.toString());
            case "Fn::Equals" -> {
                var parts = arguments(argument, 2);
                yield resolve(parts.get(0)).toString().equals(resolve(parts.get(1)).toString());
            }
            case "Fn::Not" -> !truth(arguments(argument, 1).getFirst());
            case "Fn::And" -> ((List<?>) argument).stream().allMatch(this::truth);
            case "Fn::Or" -> ((List<?>) argument).stream().anyMatch(this::truth);
            case String other -> throw refused(other + " is not known in a condition");
        };
    }

    private List<?> arguments(Object argument, int count) {
        if (argument instanceof List<?> list && list.size() == count) {
            return list;
        }
        throw refused("a function was given " + argument + " where " + count + " arguments belong");
    }

    private static List<String> texts(Object list) {
        var texts = new ArrayList<String>();
        ((List<?>) list).forEach(item -> texts.add(item.toString()));
        return texts;
    }

    private TemplateException refused(String what) {
        return new TemplateException(file, what);
    }
}
