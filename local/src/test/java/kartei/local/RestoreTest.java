package kartei.local;

import static kartei.local.ErasedPeople.path;
import static kartei.local.ErasedPeople.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestContext;
import kartei.testkit.TestTable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// S47 after a restore of the table to an earlier moment: the ledger, which is not in the table, says who was erased.
@DisplayName("S47: a table that is restored")
class RestoreTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final TestTable table;
    private final ErasedPeople people;

    RestoreTest(TestTable table) {
        this.table = table;
        this.people = new ErasedPeople(new House(table), table);
    }

    @AfterEach
    void close() {
        people.close();
    }

    /// What was in the table then is all that is in it now.
    private void restore(List<Map<String, AttributeValue>> then) {
        table.items()
                .forEach(item -> table.dynamo().deleteItem(delete -> delete.tableName(table.name()).key(keyOf(item))));
        then.forEach(item -> table.dynamo().putItem(put -> put.tableName(table.name()).item(item)));
    }

    private static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
        var key = new HashMap<>(item);
        key.keySet().retainAll(Set.of("PK", "SK"));
        return key;
    }

    @Test
    @DisplayName("forgets again who was erased since, and nobody else")
    void forgetsAgain() {
        var jo = people.known("jo");
        var kim = people.writesOnX("acme-x", "9");
        var same = people.writesOnX("acme-x2", "9");
        var other = people.known("other");
        people.house.settle();
        var then = table.items();
        var erasure = people.erased(jo);
        people.erased(kim, "person");
        people.house.settle();
        restore(then);
        assertThat(people.get(path(jo)).status()).isEqualTo(200);

        var job = text(people.admin("POST", "/v1/maintenance/replay-erasures", ""), "/job/id");
        people.house.settle();

        assertThat(people.get("/v1/jobs/" + job).json().at("/progress/erased").asInt()).isEqualTo(3);
        for (var gone : List.of(jo, kim, same)) {
            assertThat(people.get(path(gone)).status()).isEqualTo(404);
            assertThat(people.itemsWith(gone)).allMatch(ErasedPeople::mayStay);
        }
        assertThat(people.itemsWith("jo@example.com")).isEmpty();
        assertThat(people.get(path(other)).status()).isEqualTo(200);
        assertThat(people.log("")).hasSize(3)
                .allSatisfy(entry -> assertThat(entry.at("/state").asString()).isEqualTo("erased"));
        assertThat(people.entry(erasure).at("/deletedBy/id").asString()).isEqualTo("u-admin");
    }

    @Test
    @DisplayName("goes on with an erasure that was under way then")
    void goesOn() {
        var jo = people.known("jo");
        var erasure = people.erased(jo);
        var then = table.items();
        people.house.settle();
        restore(then);

        people.admin("POST", "/v1/maintenance/replay-erasures", "");
        people.house.settle();

        assertThat(people.entry(erasure).at("/state").asString()).isEqualTo("erased");
        assertThat(people.log("")).hasSize(1);
        assertThat(people.itemsWith(jo)).allMatch(ErasedPeople::mayStay);
    }

    @Test
    @DisplayName("is asked for all workspaces by the function that an operator calls")
    void isAskedForAllWorkspaces() {
        var jo = people.known("jo");
        people.house.settle();
        var then = table.items();
        people.erased(jo);
        people.house.settle();
        restore(then);

        var answer = people.house.called("ReplayErasuresFunction")
                .handleRequest(new ScheduledEvent(), new TestContext("by hand"));
        people.house.settle();

        assertThat(answer).isEqualTo("1 workspaces");
        assertThat(people.get(path(jo)).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("that needs no replay is left as it is")
    void isLeftAlone() {
        var jo = people.known("jo");
        var erasure = people.erased(jo);
        people.house.settle();
        var again = people.writes("jo");

        people.admin("POST", "/v1/maintenance/replay-erasures", "");
        people.house.settle();

        assertThat(people.get(path(again)).status()).isEqualTo(200);
        assertThat(people.log("")).extracting(entry -> entry.at("/erasureId").asString()).containsExactly(erasure);
    }
}
