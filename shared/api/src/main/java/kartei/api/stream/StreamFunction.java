package kartei.api.stream;

import java.time.InstantSource;
import java.util.List;
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

    private final StreamLag lag;
    private final Consumer<RowChange> action;

    /// `action` does what a change asks for. The same change may come again, and an old one after a newer one.
    protected StreamFunction(InstantSource clock, Consumer<RowChange> action) {
        this.lag = new StreamLag(clock);
        this.action = action;
    }

    @Override
    public final StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        return Logged.run(context, context.getAwsRequestId(), () -> {
            var batch = lag.new Batch();
            try {
                return done(event, batch);
            } finally {
                batch.tell(context.getAwsRequestId());
            }
        });
    }

    private StreamsEventResponse done(DynamodbEvent event, StreamLag.Batch batch) {
        for (var received : event.getRecords()) {
            var record = received.getDynamodb();
            try {
                action.accept(RowChange.of(record));
                batch.done(record);
            } catch (RuntimeException defect) {
                LOG.atError()
                        .addKeyValue("sequenceNumber", record.getSequenceNumber())
                        .setCause(defect)
                        .log("the stream stopped");
                return new StreamsEventResponse(List.of(new BatchItemFailure(record.getSequenceNumber())));
            }
        }
        return new StreamsEventResponse(List.of());
    }
}
