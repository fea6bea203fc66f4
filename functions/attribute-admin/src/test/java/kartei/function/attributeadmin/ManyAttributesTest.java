package kartei.function.attributeadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import kartei.api.Ground;
import kartei.domain.WorkspaceId;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeKey;
import kartei.domain.attribute.AttributeKind;
import kartei.domain.attribute.AttributeType;
import kartei.domain.attribute.Format;
import kartei.storage.Definitions;
import kartei.storage.TableCheck;
import kartei.storage.Together;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("S25: any number of custom attributes")
class ManyAttributesTest {
    private static final int MANY = 2_000;
    private static final int AT_ONCE = 20;

    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final AdminDesk desk;

    ManyAttributesTest(TestTable table) {
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

        var bill = desk.bill(() -> desk.get("/v1/attributes?limit=200"));
        assertThat(bill.roundTrips()).isEqualTo(1);
    }

    private void makeMany() {
        var world = desk.unwatched();
        var definitions = new Definitions(Ground.of(world).table());
        for (int from = 0; from < MANY; from += AT_ONCE) {
            var made = Together.all(IntStream.range(from, from + AT_ONCE)
                    .mapToObj(i -> new AttributeDefinition(world.ids().next(), new AttributeKey("attribute_" + i),
                            "Attribute " + i, AttributeKind.CUSTOM, AttributeType.TEXT, Format.TEXT, List
                                    .of(),
                            true, Map.of(), false, false, 1)).<Supplier<Definitions.Outcome>>map(definition -> () -> definitions.create(new WorkspaceId("w1"), definition, Optional.empty()))
                    .toList());
            assertThat(made).containsOnly(Definitions.Outcome.DONE);
        }
    }
}
