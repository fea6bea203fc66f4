package kartei.local.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import kartei.local.Signal;

import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// The table's stream, and the machine's time by which it is read; all mappings read the one.
public final class StreamSource implements AutoCloseable {
    private final DynamoDbStreamsClient client;
    private final String arn;
    private final InstantSource machine;
    private final Signal signal;
    private volatile boolean open = true;

    public StreamSource(DynamoDbStreamsClient client, String arn, InstantSource machine, Signal signal) {
        this.client = client;
        this.arn = arn;
        this.machine = machine;
        this.signal = signal;
    }

    DynamoDbStreamsClient client() {
        return client;
    }

    String arn() {
        return arn;
    }

    Instant now() {
        return machine.instant();
    }

    /// When a record was written at the latest: the engine cuts its times to the minute.
    Instant written(Instant minute) {
        var latest = minute.plus(Duration.ofMinutes(1));
        return latest.isBefore(now()) ? latest : now();
    }

    boolean isOpen() {
        return open;
    }

    long rings() {
        return signal.rings();
    }

    /// Waits `atMost`, or until something happened since `rings` was read.
    void await(long rings, Duration atMost) {
        if (open) {
            signal.await(rings, atMost);
        }
    }

    @Override
    public void close() {
        open = false;
        signal.ring();
    }
}
