package kartei.api.stream;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;

import kartei.api.Logged;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/// The metric `StreamLag`: from the writing of a change until what it led to is in the table, one value for each record, in
/// milliseconds. The stream tells whole seconds, so that a value may be up to a second too large, never too small.
///
/// Its only dimension is the service. A workspace would make a metric of its own for each customer, which costs, and tells
/// who has how much to do.
final class StreamLag {
    private static final String NAME = "StreamLag";

    private final InstantSource clock;
    private final Metrics metrics;

    StreamLag(InstantSource clock) {
        this.clock = clock;
        this.metrics = Logged.metrics();
    }

    /// The lags of one batch.
    final class Batch {
        private final List<Duration> lags = new ArrayList<>();

        /// What the record led to is in the table now.
        void done(StreamRecord record) {
            Optional.ofNullable(record.getApproximateCreationDateTime())
                    .map(Date::toInstant)
                    .map(written -> Duration.between(written, clock.instant()))
                    .ifPresent(lags::add);
        }

        /// Emits the metric, in one document.
        void tell(String invocation) {
            if (lags.isEmpty()) {
                return;
            }
            metrics.flushMetrics(document -> {
                document.addMetadata("function_request_id", invocation);
                lags.forEach(
                        lag -> document.addMetric(NAME, (double) Math.max(0, lag.toMillis()), MetricUnit.MILLISECONDS));
            });
        }
    }
}
