package kartei.local;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import kartei.api.World;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Counts, in the table itself, how often each item's change came: `A1` is counted under `seen A1`. One that begins with `A bad`
/// fails for ever.
public final class RecordingHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private final World world;
    private final String table;

    public RecordingHandler(World world) {
        this.world = world;
        this.table = world.environment().require("TABLE_NAME");
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        for (var record : event.getRecords()) {
            var key = Optional.ofNullable(record.getDynamodb().getKeys().get("PK")).orElseThrow().getS();
            if (key.startsWith("A bad")) {
                return new StreamsEventResponse(
                        List.of(new BatchItemFailure(record.getDynamodb().getSequenceNumber())));
            }
            count("seen " + key);
        }
        return new StreamsEventResponse(List.of());
    }

    private void count(String key) {
        var one = Map.of(":one", AttributeValue.fromN("1"));
        world.dynamo()
                .updateItem(update -> update.tableName(table)
                        .key(Map.of("PK", AttributeValue.fromS(key), "SK", AttributeValue.fromS("s")))
                        .updateExpression("ADD times :one")
                        .expressionAttributeValues(one));
    }
}
