package kartei.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Puts many items into a test's table, as many with each call as one takes.
public final class ManyItems implements AutoCloseable {
    private static final int ITEMS_OF_A_CALL = 25;

    private final TestTable table;
    private final List<WriteRequest> waiting = new ArrayList<>();

    public ManyItems(TestTable table) {
        this.table = table;
    }

    public void put(Map<String, AttributeValue> item) {
        waiting.add(WriteRequest.builder().putRequest(put -> put.item(item)).build());
        if (waiting.size() == ITEMS_OF_A_CALL) {
            write();
        }
    }

    /// Writes what still waits.
    public void write() {
        if (waiting.isEmpty()) {
            return;
        }
        var left = table.dynamo()
                .batchWriteItem(batch -> batch.requestItems(Map.of(table.name(), List.copyOf(waiting))))
                .unprocessedItems();
        if (!left.isEmpty()) {
            throw new IllegalStateException("the engine has not taken all items");
        }
        waiting.clear();
    }

    @Override
    public void close() {
        write();
    }
}
