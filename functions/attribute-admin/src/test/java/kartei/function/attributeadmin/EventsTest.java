package kartei.function.attributeadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.stream.Collectors;

import kartei.api.http.Route;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.Project;
import kartei.testkit.SentEvents;
import kartei.testkit.TestContext;
import kartei.testkit.TestTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

/// The files of `events/`, which `sam local invoke` sends as well, one after the other.
class EventsTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final AdminDesk desk;

    EventsTest(TestTable table) {
        this.desk = new AdminDesk(table);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void areTakenOneAfterTheOtherAndCoverEveryRoute() {
        var function = new AttributeAdminHandler(desk.world("AttributeAdminFunction"));

        var sent = SentEvents.to(function, Project.events("attribute-admin"));

        assertThat(sent.routes()).isEqualTo(function.routes().stream().map(Route::key).collect(Collectors.toSet()));
        assertThat(sent.statuses()).containsEntry("create-dropdown", 201)
                .containsEntry("create-text", 201)
                .containsEntry("delete-attribute", 202)
                .containsEntry("unknown-path", 404)
                .containsEntry("read-job", 404)
                .containsEntry("change-matching", 202)
                .containsEntry("wrong-method", 405);
        var statuses = new HashMap<>(sent.statuses());
        statuses.keySet()
                .removeIf(name -> name.matches("change-matching|create.*|delete.*|read-job|unknown.*|wrong.*"));
        assertThat(statuses.values()).containsOnly(200);
    }

    @Test
    void ofJobsThatAreOverChangeNothing() {
        var function = new AttributeSlicesHandler(desk.world("AttributeSlicesFunction"));

        assertThat(Project.events("attribute-slices")).isNotEmpty().allSatisfy(file -> {
            var answer = function.handleRequest(Project.json(file), new TestContext("event"));
            assertThat(answer).containsEntry("next", "end");
        });
        assertThat(desk.table().items()).isEmpty();
    }

    @Test
    void ofAMinuteWithoutJobsCallForNone() {
        var function = new SweepJobsHandler(desk.world("SweepJobsFunction"));

        assertThat(Project.events("sweep-jobs")).isNotEmpty().allSatisfy(file -> {
            var event = Project.event(file, ScheduledEvent.class);
            assertThat(function.handleRequest(event, new TestContext("event"))).isEqualTo("0 called");
        });
    }
}
