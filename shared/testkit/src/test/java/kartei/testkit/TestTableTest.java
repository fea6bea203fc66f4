package kartei.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class TestTableTest {
    private static final List<Integer> SWEPT = Collections.synchronizedList(new ArrayList<>());

    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(items -> SWEPT.add(items.size()));

    private final TestTable table;

    TestTableTest(TestTable table) {
        this.table = table;
    }

    /// The sweep has seen what each test left behind.
    @AfterAll
    static void wasSwept() {
        assertThat(SWEPT).isNotEmpty().containsOnly(1);
    }

    @RepeatedTest(3)
    void isEmptyForEveryTest(TestTable same) {
        assertThat(same).as("one table for constructor and test").isSameAs(table);
        assertThat(table.items()).isEmpty();
        assertThat(table.objects()).isEmpty();

        table.dynamo()
                .putItem(put -> put.tableName(table.name())
                        .item(Map.of("PK", AttributeValue.fromS("a"), "SK", AttributeValue.fromS("b"), "RecPK",
                                AttributeValue.fromS("r"), "RecSK", AttributeValue.fromS("s"))));
        table.stack().s3().putObject(put -> put.bucket(table.bucket()).key("k"), RequestBody.fromString("x"));

        assertThat(table.items()).hasSize(1);
        assertThat(table.entries("Recent")).hasSize(1);
        assertThat(table.objects()).containsExactly("k");
    }
}
