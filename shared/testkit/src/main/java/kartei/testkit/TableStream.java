package kartei.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;

import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// The stream of a test's table from now on, as a mapping without a filter hands it to a function.
public final class TableStream implements AutoCloseable {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(20).toNanos();

    private final DynamoDbStreamsClient streams;
    private final String arn;
    private final Map<String, String> positions = new HashMap<>();

    public TableStream(TestTable table) {
        var stack = table.stack();
        this.streams = stack.endpoints()
                .point(DynamoDbStreamsClient.builder(), stack.endpoints().dynamo())
                .httpClient(stack.http())
                .build();
        this.arn = table.stream();
    }

    /// The records since the last call, those of one item in their order; waits until there are at least so many.
    public List<DynamodbEvent.DynamodbStreamRecord> next(int atLeast) {
        var records = new ArrayList<DynamodbEvent.DynamodbStreamRecord>();
        var deadline = System.nanoTime() + PATIENCE_NANOS;
        do {
            records.addAll(arrived());
        } while (records.size() < atLeast && System.nanoTime() < deadline);
        if (records.size() < atLeast) {
            throw new AssertionError("the stream has " + records.size() + " records, not " + atLeast);
        }
        return records;
    }

    private List<DynamodbEvent.DynamodbStreamRecord> arrived() {
        var records = new ArrayList<DynamodbEvent.DynamodbStreamRecord>();
        for (var shard : streams.describeStream(describe -> describe.streamArn(arn)).streamDescription().shards()) {
            var iterator = positions.computeIfAbsent(shard.shardId(), this::beginning);
            while (!iterator.isEmpty()) {
                var from = iterator;
                var answer = streams.getRecords(get -> get.shardIterator(from));
                answer.records().forEach(record -> records.add(asReceived(record)));
                iterator = answer.nextShardIterator() == null ? "" : answer.nextShardIterator();
                positions.put(shard.shardId(), iterator);
                if (answer.records().isEmpty()) {
                    break;
                }
            }
        }
        return records;
    }

    private String beginning(String shardId) {
        return streams
                .getShardIterator(
                        get -> get.streamArn(arn).shardId(shardId).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
    }

    private static DynamodbEvent.DynamodbStreamRecord asReceived(Record record) {
        var change = record.dynamodb();
        var received = new DynamodbEvent.DynamodbStreamRecord();
        received.setEventID(record.eventID());
        received.setEventName(record.eventNameAsString());
        received.setEventSource("aws:dynamodb");
        received.setDynamodb(new StreamRecord().withSequenceNumber(change.sequenceNumber())
                .withApproximateCreationDateTime(Date.from(change.approximateCreationDateTime()))
                .withKeys(fields(change.keys()))
                .withOldImage(change.hasOldImage() ? fields(change.oldImage()) : null)
                .withNewImage(change.hasNewImage() ? fields(change.newImage()) : null));
        return received;
    }

    private static Map<String, AttributeValue> fields(
            Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> fields) {
        return fields.entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, field -> value(field.getValue())));
    }

    /// By what it holds: the type of an empty list or map that was read is unknown to the SDK.
    private static AttributeValue value(software.amazon.awssdk.services.dynamodb.model.AttributeValue value) {
        var received = new AttributeValue();
        received.setS(value.s());
        received.setN(value.n());
        received.setBOOL(value.bool());
        received.setNULL(value.nul());
        if (value.hasSs()) {
            received.setSS(value.ss());
        }
        if (value.hasL()) {
            received.setL(value.l().stream().map(TableStream::value).toList());
        }
        if (value.hasM()) {
            received.setM(fields(value.m()));
        }
        return received;
    }

    @Override
    public void close() {
        streams.close();
    }
}
