package kartei.api;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The variables that a function was given: read once, named when one is missing.
///
/// This is the only place that may read the process's environment.
public final class Environment {
    private final Function<String, Optional<String>> variables;

    private Environment(Function<String, Optional<String>> variables) {
        this.variables = variables;
    }

    public static Environment ofProcess() {
        return of(System.getenv());
    }

    public static Environment of(Map<String, String> variables) {
        var copy = Map.copyOf(variables);
        return new Environment(name -> Optional.ofNullable(copy.get(name)));
    }

    /// Variables that are looked up one by one, for whoever wants to know which ones a function reads.
    public static Environment lookedUp(Function<String, Optional<String>> variables) {
        return new Environment(variables);
    }

    /// The value of `name`; a start without it fails and says which one it is.
    public String require(String name) {
        return optional(name).orElseThrow(() -> new IllegalStateException("the variable " + name + " is not set"));
    }

    /// The value of `name`, or nothing when it is unset or empty.
    public Optional<String> optional(String name) {
        return variables.apply(name).filter(value -> !value.isEmpty());
    }
}
