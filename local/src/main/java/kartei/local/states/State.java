package kartei.local.states;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A state, as its definition says what it does. A state without `next` ends its execution, or its iteration.
sealed interface State {

    /// Calls a function, or starts an execution.
    record Task(
            Resource resource,
            Shape parameters,
            Result result,
            List<Retry> retries,
            Optional<Catch> failed,
            Optional<String> next) implements State {}

    record Choice(List<Rule> rules, String otherwise) implements State {}

    /// Runs `body` for each element, some of them side by side.
    record Each(
            Reference items,
            Shape selector,
            int side,
            Steps body,
            Result result,
            Optional<Catch> failed,
            Optional<String> next) implements State {}

    record Wait(Reference until, Optional<String> next) implements State {}

    record Pass(Reference input, Optional<Shape> parameters, Optional<String> next) implements State {}

    record Succeed() implements State {}

    record Fail(String error, String cause) implements State {}

    /// States and the first of them.
    record Steps(String first, Map<String, State> states) {}

    enum Resource {
        INVOKE_FUNCTION,
        START_EXECUTION
    }

    /// What of a result goes where in the input: nowhere, to a member of it, or in its place.
    record Result(Optional<Shape> selector, Optional<String> member, boolean dropped) {}

    /// Tries again after so many seconds, longer each time.
    record Retry(double seconds, double rate, double secondsMax, int attempts, boolean jitter) {}

    /// Where it goes on after an error, and which member of the input says so.
    record Catch(String member, String next) {}

    /// When a choice is taken: something is there, or is this text.
    record Rule(Reference variable, Optional<String> text, String next) {}
}
