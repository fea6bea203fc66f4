package kartei.local.stream;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// A place in one shard, from the kept position on; from the shard's beginning where there is none, or where it belongs to
/// another stream than the one that is there now (an older table was put back).
final class ShardCursor {
    /// AWS's bound of records in one answer.
    private static final int RECORDS_MAX = 1_000;

    private final DynamoDbStreamsClient streams;
    private final String arn;
    private final String shard;
    private final Optional<Positions.Position> kept;
    private Optional<String> lastRead = Optional.empty();
    private @Nullable String iterator;
    private boolean placed;

    ShardCursor(DynamoDbStreamsClient streams, String arn, String shard, Optional<Positions.Position> kept) {
        this.streams = streams;
        this.arn = arn;
        this.shard = shard;
        this.kept = kept;
    }

    /// Whether the shard was read to its end and gets no further records.
    boolean ended() {
        return placed && iterator == null;
    }

    /// The next records, none when there are none now.
    List<Record> read() {
        if (!placed) {
            lastRead = kept.filter(this::isThere).map(Positions.Position::sequence);
            iterator = resumed();
            placed = true;
        }
        return iterator == null ? List.of() : records(iterator);
    }

    private List<Record> records(String from) {
        try {
            var page = streams.getRecords(request -> request.shardIterator(from).limit(RECORDS_MAX));
            iterator = page.nextShardIterator();
            if (!page.records().isEmpty()) {
                lastRead = Optional.of(page.records().getLast().dynamodb().sequenceNumber());
            }
            return page.records();
        } catch (ExpiredIteratorException e) {
            iterator = resumed();
            return List.of();
        } catch (TrimmedDataAccessException e) {
            lastRead = Optional.empty();
            iterator = resumed();
            return List.of();
        }
    }

    private boolean isThere(Positions.Position kept) {
        try {
            var at = iterator(ShardIteratorType.AT_SEQUENCE_NUMBER, Optional.of(kept.sequence()));
            var found = streams.getRecords(request -> request.shardIterator(at).limit(1)).records();
            return !found.isEmpty() && found.getFirst().eventID().equals(kept.id())
                    && found.getFirst().dynamodb().sequenceNumber().equals(kept.sequence());
        } catch (DynamoDbException e) {
            return false;
        }
    }

    private String resumed() {
        var type = lastRead.isPresent() ? ShardIteratorType.AFTER_SEQUENCE_NUMBER : ShardIteratorType.TRIM_HORIZON;
        return iterator(type, lastRead);
    }

    private String iterator(ShardIteratorType type, Optional<String> sequence) {
        var request = GetShardIteratorRequest.builder()
                .streamArn(arn)
                .shardId(shard)
                .shardIteratorType(type)
                .sequenceNumber(sequence.orElse(null));
        return streams.getShardIterator(request.build()).shardIterator();
    }
}
