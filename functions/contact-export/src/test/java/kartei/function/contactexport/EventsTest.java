package kartei.function.contactexport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.api.http.Route;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.Project;
import kartei.testkit.SentEvents;
import kartei.testkit.TestContext;
import kartei.testkit.TestTable;

/// The files of `events/`, which `sam local invoke` sends as well.
class EventsTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final ExportDesk desk;

    EventsTest(TestTable table) {
        desk = new ExportDesk(table);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /// What they ask for by an id is not there.
    @Test
    void ofAdminsAreTakenOneAfterTheOtherAndCoverEveryRoute() {
        var function = desk.handler();

        var sent = SentEvents.to(function, Project.events("contact-export"));

        assertThat(sent.routes()).isEqualTo(function.routes().stream().map(Route::key).collect(Collectors.toSet()));
        assertThat(sent.statuses()).containsEntry("begin-export", 202)
                .containsEntry("begin-schedule", 201)
                .containsEntry("exports", 200)
                .containsEntry("schedules", 200)
                .containsEntry("export-read", 404)
                .containsEntry("schedule-read", 404)
                .containsEntry("announce-import", 201)
                .containsEntry("start-import", 404)
                .containsEntry("begin-bundle", 404)
                .containsEntry("bundle-read", 404)
                .containsEntry("bundle-file", 404);
        desk.jobs.run();
    }

    @Test
    void ofJobsThatAreOverChangeNothing() {
        var before = desk.table().items();

        assertThat(Project.events("export-slices")).isNotEmpty()
                .allSatisfy(
                        file -> assertThat(desk.slices().handleRequest(Project.json(file), new TestContext("event")))
                                .containsEntry("next", "end"));
        assertThat(desk.table().items()).isEqualTo(before);
    }

    @Test
    void ofAMinuteStartWhatIsDue() {
        assertThat(Project.events("run-schedules")).hasSize(1);
        assertThat(desk.runSchedules()).isEqualTo("0 started");
    }
}
