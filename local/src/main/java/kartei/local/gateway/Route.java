package kartei.local.gateway;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import kartei.local.StartFailure;
import kartei.local.lambda.Invoker;

/// One route of the template: what it matches, whether it asks for a token, and the function behind it.
///
/// @param method a method, or `ANY`
/// @param path with its variables in braces, or `$default`
public record Route(String method, String path, boolean authorized, Invoker function) {
    public static final String DEFAULT = "$default";

    /// Literal segments before variables, from the left; a named method before any.
    static final Comparator<Route> MOST_SPECIFIC_FIRST = Comparator.comparing(Route::isDefault)
            .thenComparing(Route::shape)
            .thenComparing(route -> route.method.equals("ANY"));

    public Route {
        if (path.contains("+}")) {
            throw new StartFailure("the route " + path + " is greedy; that is not made locally");
        }
    }

    /// As events name it.
    String key() {
        return isDefault() ? DEFAULT : method + " " + path;
    }

    boolean isDefault() {
        return path.equals(DEFAULT);
    }

    /// The values of the path's variables, when this route takes a call of `method` with these decoded segments.
    Optional<Map<String, String>> match(String calledMethod, List<String> called) {
        if (isDefault()) {
            return Optional.of(Map.of());
        }
        var wanted = Paths.segments(path);
        var fits = (method.equals("ANY") || method.equals(calledMethod)) && wanted.size() == called.size()
                && IntStream.range(0, wanted.size()).allMatch(i -> fits(wanted.get(i), called.get(i)));
        return fits ? Optional.of(variables(wanted, called)) : Optional.empty();
    }

    private static boolean fits(String wanted, String called) {
        return isVariable(wanted) ? !called.isEmpty() : wanted.equals(called);
    }

    private static Map<String, String> variables(List<String> wanted, List<String> called) {
        var values = new LinkedHashMap<String, String>();
        for (var i = 0; i < wanted.size(); i++) {
            if (isVariable(wanted.get(i))) {
                values.put(wanted.get(i).substring(1, wanted.get(i).length() - 1), called.get(i));
            }
        }
        return values;
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }

    /// Sorts literal segments (`0`) before variables (`1`).
    private String shape() {
        return Paths.segments(path).stream().map(segment -> isVariable(segment) ? "1" : "0").reduce("", String::concat);
    }
}
