package kartei.local.stream;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// A stream whose one shard was closed and goes on in a child, which is named first: the engine closes a shard only after hours.
/// The parent holds `k00`, the child `k01`.
final class SplitStream implements DynamoDbStreamsClient {

    @Override
    public DescribeStreamResponse describeStream(DescribeStreamRequest request) {
        var parent = Shard.builder().shardId("parent").build();
        var child = Shard.builder().shardId("child").parentShardId("parent").build();
        var stream = StreamDescription.builder().shards(child, parent).build();
        return DescribeStreamResponse.builder().streamDescription(stream).build();
    }

    @Override
    public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
        return GetShardIteratorResponse.builder().shardIterator(request.shardId()).build();
    }

    @Override
    public GetRecordsResponse getRecords(GetRecordsRequest request) {
        return switch (request.shardIterator()) {
            case "parent" -> GetRecordsResponse.builder().records(record("k00")).build();
            case "child" -> GetRecordsResponse.builder().records(record("k01")).nextShardIterator("end").build();
            default -> GetRecordsResponse.builder().records(List.of()).nextShardIterator("end").build();
        };
    }

    @Override
    public String serviceName() {
        return "split";
    }

    @Override
    public void close() {
        // holds nothing
    }

    private static Record record(String key) {
        return Record.builder()
                .eventID(key)
                .eventName("INSERT")
                .dynamodb(change -> change.keys(Map.of("PK", AttributeValue.fromS(key)))
                        .sequenceNumber(key)
                        .approximateCreationDateTime(Instant.now()))
                .build();
    }
}
