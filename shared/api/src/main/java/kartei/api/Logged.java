package kartei.api;

import java.util.function.Supplier;

import org.slf4j.MDC;

import com.amazonaws.services.lambda.runtime.Context;

import software.amazon.cloudwatchlogs.emf.config.EnvironmentConfigurationProvider;
import software.amazon.cloudwatchlogs.emf.environment.Environments;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;

/// Runs an invocation with what its log lines have in common: the function, the invocation, the X-Ray trace, and the request
/// that it answers; and its metrics, which are lines too.
public final class Logged {
    /// The name that Powertools' layout knows.
    private static final String CORRELATION = "correlation_id";

    private Logged() {}

    /// Metrics, each document of which is a line of the log wherever this runs: nobody is to look for an agent on the network.
    public static Metrics metrics() {
        EnvironmentConfigurationProvider.getConfig().setEnvironmentOverride(Environments.Lambda);
        return MetricsFactory.getMetricsInstance();
    }

    public static <T> T run(Context context, String correlation, Supplier<T> action) {
        return PowertoolsLogging.withLogging(context, () -> {
            MDC.put(CORRELATION, correlation);
            return action.get();
        });
    }
}
