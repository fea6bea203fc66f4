package kartei.local.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import kartei.testkit.Template;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.Record;

/// Reads one shard to its end, in order, batch by batch: the next batch waits until the one before is settled.
final class ShardReader {
    private static final Logger LOG = LoggerFactory.getLogger(ShardReader.class);
    private static final Duration IDLE_MIN = Duration.ofMillis(10);
    /// AWS reads each shard four times a second.
    private static final Duration IDLE_MAX = Duration.ofMillis(250);

    private final String shard;
    private final StreamSource source;
    private final Positions positions;
    private final Delivery delivery;
    private final Filter filter;
    private final RecordJson json;
    private final ReadAhead ahead;
    private Duration idle = IDLE_MIN;
    private volatile long emptyAt = Long.MIN_VALUE;
    private volatile Instant oldestWaiting = Instant.MAX;
    private volatile boolean done;

    ShardReader(String shard, StreamSource source, Template.StreamMapping mapping, Filter filter, Positions positions,
            Delivery delivery) {
        this.shard = shard;
        this.source = source;
        this.positions = positions;
        this.delivery = delivery;
        this.filter = filter;
        this.json = new RecordJson(source.arn());
        this.ahead = new ReadAhead(mapping);
    }

    /// Comes back when the shard is closed and all of it is settled, or when the system closes.
    void run() {
        var cursor = new ShardCursor(source.client(), source.arn(), shard, positions.of(shard));
        while (source.isOpen() && !(cursor.ended() && ahead.isEmpty())) {
            try {
                step(cursor);
            } catch (SdkException e) {
                if (source.isOpen()) {
                    LOG.warn("shard {} cannot be read now", shard, e);
                    source.await(source.rings(), IDLE_MAX);
                }
            }
        }
        done = source.isOpen();
    }

    /// Whether a look at the shard that began after `since` (nanoseconds) found it read and settled to its end.
    boolean settledAfter(long since) {
        return done || emptyAt > since;
    }

    /// When the oldest record that is not settled was written; the end of time when there is none.
    Instant oldestWaiting() {
        return oldestWaiting;
    }

    private void step(ShardCursor cursor) {
        var rings = source.rings();
        var began = System.nanoTime();
        var read = ahead.hasRoom() ? cursor.read().stream().map(this::change).toList() : List.<Change>of();
        ahead.add(read, source.now());
        oldestWaiting = ahead.oldest().map(Change::written).orElse(Instant.MAX);
        var due = ahead.takeDue(source.now(), cursor.ended());
        if (!due.isEmpty()) {
            settle(due);
            idle = IDLE_MIN;
        } else if (read.isEmpty()) {
            rest(rings, began);
        }
    }

    private void rest(long rings, long began) {
        if (ahead.isEmpty()) {
            emptyAt = began;
        }
        var untilDue = ahead.isEmpty() ? idle : ahead.untilDue(source.now());
        source.await(rings, untilDue.compareTo(idle) < 0 ? untilDue : idle);
        idle = idle.multipliedBy(2).compareTo(IDLE_MAX) < 0 ? idle.multipliedBy(2) : IDLE_MAX;
    }

    private void settle(List<Change> due) {
        var wanted = due.stream().filter(Change::wanted).toList();
        if (wanted.isEmpty() || delivery.deliver(wanted, this::moveTo)) {
            moveTo(due.getLast());
        }
    }

    private void moveTo(Change settled) {
        positions.move(shard, new Positions.Position(settled.sequence(), settled.id()));
    }

    private Change change(Record record) {
        var text = json.of(record);
        return new Change(shard, record.dynamodb().sequenceNumber(), record.eventID(), record.eventNameAsString(),
                source.written(record.dynamodb().approximateCreationDateTime()), text, filter.lets(text));
    }
}
