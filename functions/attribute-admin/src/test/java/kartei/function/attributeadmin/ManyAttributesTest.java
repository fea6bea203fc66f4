package kartei.function.attributeadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kartei.domain.Wording;
import kartei.domain.WorkspaceId;
import kartei.domain.attribute.AttributeKey;
import kartei.storage.Key;
import kartei.storage.Keys;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

@DisplayName("S25: any number of custom attributes")
class ManyAttributesTest {
    private static final int MANY = 2_000;
    private static final int BATCH_ITEMS = 25;
    private static final WorkspaceId WS = new WorkspaceId("w1");

    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final TestTable table;
    private final AdminDesk desk;

    ManyAttributesTest(TestTable table) {
        this.table = table;
        this.desk = new AdminDesk(table);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void listsTwoThousandInPagesAndPutsThemInOrder() {
        var builtIn = desk.keys().size();
        makeMany();

        var keys = desk.keys(desk.admin(), "/v1/attributes?limit=50");
        assertThat(keys).hasSize(builtIn + MANY).doesNotHaveDuplicates();
        assertThat(desk.keys(desk.agent(), "/v1/attributes?limit=200")).hasSize(7 + MANY);

        var reversed = keys.reversed();
        var body = "{\"keys\": [\"" + String.join("\",\"", reversed) + "\"]}";
        assertThat(desk.send("PUT", "/v1/attributes/order", body).status()).isEqualTo(200);
        assertThat(desk.keys()).isEqualTo(reversed);
        desk.make("{\"label\": \"One more\", \"type\": \"text\"}");
        assertThat(desk.keys()).hasSize(builtIn + MANY + 1).last().isEqualTo("One_more");

        var bill = desk.bill(() -> desk.get("/v1/attributes?limit=200"));
        assertThat(bill.roundTrips()).isEqualTo(1);
        assertThat(bill.readUnits()).isLessThanOrEqualTo(10);
    }

    /// One made by the function, the others as copies of its items under other names; the sweep says whether they are sound.
    private void makeMany() {
        desk.make("{\"label\": \"Attribute 0\", \"key\": \"attribute_0\", \"type\": \"text\"}");
        var first = item(Keys.definition(WS, new AttributeKey("attribute_0")));
        var order = item(Keys.order(WS));
        var keys = new ArrayList<>(Optional.ofNullable(order.get("keys")).orElseThrow().l());
        var items = new ArrayList<Map<String, AttributeValue>>();
        for (int i = 1; i < MANY; i++) {
            var key = new AttributeKey("attribute_" + i);
            var label = "Attribute " + i;
            var id = Map.of("id", AttributeValue.fromS("%026d".formatted(i)));
            var definition = new HashMap<>(first);
            definition.putAll(id);
            definition.put("key", AttributeValue.fromS(key.value()));
            definition.put("label", AttributeValue.fromS(label));
            items.add(keyed(Keys.definition(WS, key), definition));
            items.add(keyed(Keys.claimedKey(WS, key.folded()), id));
            items.add(keyed(Keys.claimedLabel(WS, Wording.folded(label)), id));
            keys.add(AttributeValue.fromS(key.value()));
        }
        items.add(
                keyed(Keys.order(WS), Map.of("stamp", AttributeValue.fromN("2"), "keys", AttributeValue.fromL(keys))));
        put(items);
    }

    private Map<String, AttributeValue> item(Key key) {
        return table.dynamo().getItem(get -> get.tableName(table.name()).key(keyed(key, Map.of()))).item();
    }

    private static Map<String, AttributeValue> keyed(Key key, Map<String, AttributeValue> fields) {
        var item = new HashMap<>(fields);
        item.put("PK", AttributeValue.fromS(key.pk()));
        item.put("SK", AttributeValue.fromS(key.sk()));
        return item;
    }

    private void put(List<Map<String, AttributeValue>> items) {
        for (int from = 0; from < items.size(); from += BATCH_ITEMS) {
            var batch = items.subList(from, Math.min(items.size(), from + BATCH_ITEMS))
                    .stream()
                    .map(item -> WriteRequest.builder().putRequest(put -> put.item(item)).build())
                    .toList();
            table.dynamo().batchWriteItem(write -> write.requestItems(Map.of(table.name(), batch)));
        }
    }
}
