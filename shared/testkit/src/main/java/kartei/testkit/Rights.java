package kartei.testkit;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import kartei.testkit.Template.Statement;

/// What a policy allows, decided as IAM does: nothing that no statement allows, nothing that one denies.
public final class Rights {
    private final List<Statement> statements;

    public Rights(List<Statement> statements) {
        this.statements = List.copyOf(statements);
    }

    public boolean allow(Access access) {
        return covered("Allow", access) && !covered("Deny", access);
    }

    private boolean covered(String effect, Access access) {
        return statements.stream()
                .filter(statement -> statement.effect().equals(effect))
                .anyMatch(statement -> covers(statement, access));
    }

    private static boolean covers(Statement statement, Access access) {
        return statement.actions().stream().anyMatch(action -> like(action, access.action()))
                && statement.resources().stream().anyMatch(resource -> like(resource, access.resource()))
                && statement.conditions()
                        .entrySet()
                        .stream()
                        .allMatch(condition -> holds(condition.getKey(), condition.getValue(), access.context()));
    }

    /// All keys under one operator must hold, and for each key one of the values.
    private static boolean holds(String operator, Map<String, List<String>> wanted, Map<String, List<String>> context) {
        return wanted.entrySet().stream().allMatch(key -> {
            var values = context.getOrDefault(key.getKey(), List.of());
            return switch (operator) {
                case "StringEquals" -> values.size() == 1 && key.getValue().contains(values.getFirst());
                case "StringLike" -> values.size() == 1 && likeOne(key.getValue(), values.getFirst());
                case "ForAllValues:StringEquals" -> key.getValue().containsAll(values);
                case "ForAllValues:StringLike" -> values.stream().allMatch(value -> likeOne(key.getValue(), value));
                default -> throw new IllegalArgumentException("the operator " + operator + " is not known");
            };
        });
    }

    private static boolean likeOne(List<String> patterns, String value) {
        return patterns.stream().anyMatch(pattern -> like(pattern, value));
    }

    /// `*` is any text, `?` is one character, as in policies.
    private static boolean like(String pattern, String value) {
        var expression = pattern.codePoints().mapToObj(character -> switch (character) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(Character.toString(character));
        }).collect(Collectors.joining());
        return Pattern.compile(expression, Pattern.DOTALL).matcher(value).matches();
    }
}
