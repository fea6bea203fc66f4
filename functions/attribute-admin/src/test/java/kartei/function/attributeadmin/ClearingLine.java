package kartei.function.attributeadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;

import kartei.testkit.TestContext;
import kartei.testkit.TestTable;

/// Brings a handler the records of the clearings that stand in a table, as the stream would, one after the other.
final class ClearingLine {
    private static final int RECORDS_MAX = 500;

    private final TestTable table;
    private final ClearValuesHandler handler;

    ClearingLine(TestTable table, ClearValuesHandler handler) {
        this.table = table;
        this.handler = handler;
    }

    /// The records of all clearings as they stand now.
    List<DynamodbStreamRecord> records() {
        var records = new ArrayList<DynamodbStreamRecord>();
        for (var item : table.items()) {
            var sk = Optional.ofNullable(item.get("SK")).orElseThrow().s();
            if (sk.startsWith("X#")) {
                var image = new HashMap<String, AttributeValue>();
                item.forEach((name, value) -> {
                    if (value.n() != null) {
                        image.put(name, new AttributeValue().withN(value.n()));
                    } else if (value.s() != null) {
                        image.put(name, new AttributeValue().withS(value.s()));
                    }
                });
                records.add(record(image));
            }
        }
        return records;
    }

    private static DynamodbStreamRecord record(Map<String, AttributeValue> image) {
        var keys = Map.of("PK", Optional.ofNullable(image.get("PK")).orElseThrow(), "SK",
                Optional.ofNullable(image.get("SK")).orElseThrow());
        var record = new DynamodbStreamRecord();
        record.setDynamodb(new StreamRecord().withKeys(keys).withNewImage(image).withSequenceNumber("1"));
        return record;
    }

    /// Brings these records; says how many were not got through.
    int bring(List<DynamodbStreamRecord> records) {
        var event = new DynamodbEvent();
        event.setRecords(records);
        return handler.handleRequest(event, new TestContext("stream")).getBatchItemFailures().size();
    }

    /// Goes on until nothing is left to clear, and says how many records it took.
    int run() {
        for (int brought = 0; brought < RECORDS_MAX; brought++) {
            var records = records();
            if (records.isEmpty()) {
                return brought;
            }
            assertThat(bring(records.subList(0, 1))).isZero();
        }
        throw new AssertionError("the clearing does not end");
    }
}
