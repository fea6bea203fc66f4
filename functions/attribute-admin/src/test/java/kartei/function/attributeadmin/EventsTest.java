package kartei.function.attributeadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.stream.Collectors;

import kartei.api.http.Route;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.OpenApiCheck;
import kartei.testkit.Project;
import kartei.testkit.TestContext;
import kartei.testkit.TestTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;

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
        var check = OpenApiCheck.ofProject();
        var statuses = new HashMap<String, Integer>();

        var routes = Project.events("attribute-admin").stream().map(file -> {
            var event = Project.event(file, APIGatewayV2HTTPEvent.class);
            var answer = function.handleRequest(event, new TestContext("event"));
            statuses.put(file.getFileName().toString().replace(".json", ""), answer.getStatusCode());
            check.answer(event.getRequestContext().getHttp().getMethod(), event.getRawPath(), answer.getStatusCode(),
                    answer.getHeaders(), answer.getBody());
            return event.getRouteKey();
        }).collect(Collectors.toSet());

        assertThat(routes).isEqualTo(function.routes().stream().map(Route::key).collect(Collectors.toSet()));
        assertThat(statuses).containsEntry("create-dropdown", 201)
                .containsEntry("create-text", 201)
                .containsEntry("delete-attribute", 202)
                .containsEntry("unknown-path", 404)
                .containsEntry("wrong-method", 405);
        statuses.keySet().removeIf(name -> name.matches("create.*|delete.*|unknown.*|wrong.*"));
        assertThat(statuses.values()).containsOnly(200);
        new ClearingLine(desk.table(), new ClearValuesHandler(desk.world("ClearValuesFunction"))).run();
    }

    @Test
    void ofClearingsThatAreOverChangeNothing() {
        var function = new ClearValuesHandler(desk.world("ClearValuesFunction"));

        assertThat(Project.events("clear-values")).isNotEmpty().allSatisfy(file -> {
            var answer = function.handleRequest(Project.event(file, DynamodbEvent.class), new TestContext("event"));
            assertThat(answer.getBatchItemFailures()).isEmpty();
        });
        assertThat(desk.table().items()).isEmpty();
    }
}
