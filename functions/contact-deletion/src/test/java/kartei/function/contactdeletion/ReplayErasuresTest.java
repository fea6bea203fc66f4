package kartei.function.contactdeletion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.api.Clients;
import kartei.api.Environment;
import kartei.api.Ids;
import kartei.api.World;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.LimitGuard;
import kartei.testkit.Project;
import kartei.testkit.RightsGuard;
import kartei.testkit.StillClock;
import kartei.testkit.TestContext;
import kartei.testkit.TestTable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What an operator calls when the table was restored.
@DisplayName("S47: the function that has erasures done again")
class ReplayErasuresTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final TestTable table;
    private final StillClock clock = StillClock.at("2026-11-22T09:00:00Z");

    ReplayErasuresTest(TestTable table) {
        this.table = table;
    }

    private String call() {
        var guard = new RightsGuard(Project.template(table), "ReplayErasuresFunction");
        var environment = Environment.of(table.variables());
        var clients = Clients.of(environment, table.stack()::http, List.of(guard, new LimitGuard()));
        var handler = new ReplayErasuresHandler(new World(environment, clients, clock, new Ids(clock), _ -> {}));
        var said = handler.handleRequest(new ScheduledEvent(), new TestContext("by hand"));
        assertThat(guard.refusals()).isEmpty();
        return said;
    }

    @Test
    @DisplayName("starts a job in each workspace of the ledger, and none where nobody was erased")
    void startsAJobInEachWorkspace() {
        assertThat(call()).isEqualTo("0 workspaces");
        for (var object : List.of("erasures/w1/01ARZ3NDEKTSV4RRFFQ69G5FAV", "erasures/w2/01ARZ3NDEKTSV4RRFFQ69G5FAW")) {
            table.stack().s3().putObject(put -> put.bucket(table.bucket()).key(object), RequestBody.fromString("…"));
        }

        assertThat(call()).isEqualTo("2 workspaces");
        assertThat(table.items()).extracting(item -> item.get("PK"))
                .containsExactlyInAnyOrder(AttributeValue.fromS("JOB#w1"), AttributeValue.fromS("JOB#w2"));
    }
}
