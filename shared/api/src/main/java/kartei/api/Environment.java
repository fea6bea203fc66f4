package kartei.api;

import java.util.Map;
import java.util.Optional;

/// The variables that a function was given: read once, named when one is missing.
///
/// This is the only place that may read the process's environment.
public final class Environment {
    private final Map<String, String> variables;

    private Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    public static Environment ofProcess() {
        return new Environment(System.getenv());
    }

    public static Environment of(Map<String, String> variables) {
        return new Environment(variables);
    }

    /// The value of `name`; a start without it fails and says which one it is.
    public String require(String name) {
        return optional(name).orElseThrow(() -> new IllegalStateException("the variable " + name + " is not set"));
    }

    /// The value of `name`, or nothing when it is unset or empty.
    public Optional<String> optional(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }
}
