package kartei.api.stream;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;

import kartei.api.Logged;

/// A function on the table's stream. It stops at the first failure and says where: Lambda goes on from there and brings
/// everything after it again, so to go on would only do the later work twice.
public abstract class StreamFunction implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(StreamFunction.class);

    private final InstantSource clock;
    private final Consumer<RowChange> action;

    /// `action` does what a change asks for. The same change may come again, and an old one after a newer one.
    protected StreamFunction(InstantSource clock, Consumer<RowChange> action) {
        this.clock = clock;
        this.action = action;
    }

    @Override
    public final StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        return Logged.run(context, context.getAwsRequestId(), () -> done(event));
    }

    private StreamsEventResponse done(DynamodbEvent event) {
        for (var received : event.getRecords()) {
            var record = received.getDynamodb();
            try {
                action.accept(RowChange.of(record));
            } catch (RuntimeException defect) {
                LOG.atError()
                        .addKeyValue("sequenceNumber", record.getSequenceNumber())
                        .setCause(defect)
                        .log("the stream stopped");
                return new StreamsEventResponse(List.of(new BatchItemFailure(record.getSequenceNumber())));
            }
        }
        tellLag(event);
        return new StreamsEventResponse(List.of());
    }

    /// How long ago the oldest change of the batch was written: what it led to is done now. The stream tells whole seconds.
    private void tellLag(DynamodbEvent event) {
        event.getRecords()
                .stream()
                .flatMap(record -> Optional.ofNullable(record.getDynamodb().getApproximateCreationDateTime()).stream())
                .map(Date::toInstant)
                .min(Comparator.naturalOrder())
                .ifPresent(oldest -> LOG.atInfo()
                        .addKeyValue("records", event.getRecords().size())
                        .addKeyValue("lagMillis", Math.max(0, clock.millis() - oldest.toEpochMilli()))
                        .log("the stream is followed"));
    }
}
