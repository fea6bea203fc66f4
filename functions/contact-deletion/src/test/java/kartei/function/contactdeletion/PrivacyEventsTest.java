package kartei.function.contactdeletion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.Project;
import kartei.testkit.SentEvents;
import kartei.testkit.TestContext;
import kartei.testkit.TestTable;

/// The files of `events/`, which `sam local invoke` sends as well.
class PrivacyEventsTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final PrivacyDesk desk;

    PrivacyEventsTest(TestTable table) {
        desk = new PrivacyDesk(table);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void ofTheSettingsAreTaken() {
        var sent = SentEvents.to(new ContactDeletionHandler(desk.world("ContactDeletionFunction")),
                Project.events("contact-deletion"));

        assertThat(sent.statuses()).containsEntry("read-privacy", 200).containsEntry("change-privacy", 200);
    }

    @Test
    void ofJobsThatAreOverChangeNothing() {
        var function = new ErasureSlicesHandler(desk.world("ErasureSlicesFunction"));

        assertThat(Project.events("erasure-slices")).isNotEmpty()
                .allSatisfy(file -> assertThat(function.handleRequest(Project.json(file), new TestContext("event")))
                        .containsEntry("next", "end"));
        assertThat(desk.table().items()).isEmpty();
    }

    @Test
    void ofAQuarterOfAnHourStartWhatIsDue() {
        var function = new SweepPrivacyHandler(desk.world("SweepPrivacyFunction"));

        assertThat(Project.events("sweep-privacy")).isNotEmpty()
                .allSatisfy(file -> assertThat(
                        function.handleRequest(Project.event(file, ScheduledEvent.class), new TestContext("event")))
                        .isEqualTo("0 started"));
    }
}
