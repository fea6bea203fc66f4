package kartei.function.contactedit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.api.http.Route;
import kartei.domain.Medium;
import kartei.domain.contact.ContactId;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.Project;
import kartei.testkit.SentEvents;
import kartei.testkit.TestContext;
import kartei.testkit.TestTable;

/// The events that `sam local invoke` sends are ones that the function takes, and there is one for each route.
class EventsTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final ContactDesk desk;

    EventsTest(TestTable table) {
        desk = new ContactDesk(table);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void areAllTaken() {
        var given = desk.given("demo");
        var contact = given.contact(new ContactId("01ARZ3NDEKTSV4RRFFQ69G5FAV"), "acme-ig", Medium.INSTAGRAM, Map.of());
        given.contact(new ContactId("01ARZ3NDEKTSV4RRFFQ69G5FAW"), "acme-ig", Medium.INSTAGRAM, Map.of());
        var photo = given.file("a-1", "photo.jpg");
        given.reply(given.openOf(contact), "Hello", photo);
        given.stored(contact, photo, "hello");
        var function = desk.handler();

        var sent = SentEvents.to(function, Project.events("contact-edit"));

        assertThat(sent.statuses().values()).as("%s", sent).isSubsetOf(200, 204, 303);
        assertThat(sent.routes()).isEqualTo(function.routes().stream().map(Route::key).collect(Collectors.toSet()));
    }

    @Test
    void ofJobsThatAreOverChangeNothing() {
        var function = new LinkSlicesHandler(desk.world("LinkSlicesFunction", desk.meter));

        assertThat(Project.events("link-slices")).isNotEmpty().allSatisfy(file -> {
            var answer = function.handleRequest(Project.json(file), new TestContext("event"));
            assertThat(answer).containsEntry("next", "end");
        });
        assertThat(desk.table().items()).isEmpty();
    }
}
