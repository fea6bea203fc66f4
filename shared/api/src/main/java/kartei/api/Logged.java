package kartei.api;

import java.util.function.Supplier;

import org.slf4j.MDC;

import com.amazonaws.services.lambda.runtime.Context;

import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/// Runs an invocation with what its log lines have in common: the function, the invocation, the X-Ray trace, and the request
/// that it answers.
public final class Logged {
    /// The name that Powertools' layout knows.
    private static final String CORRELATION = "correlation_id";

    private Logged() {}

    public static <T> T run(Context context, String correlation, Supplier<T> action) {
        return PowertoolsLogging.withLogging(context, () -> {
            MDC.put(CORRELATION, correlation);
            return action.get();
        });
    }
}
