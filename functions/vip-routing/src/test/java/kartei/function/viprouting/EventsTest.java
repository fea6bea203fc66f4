package kartei.function.viprouting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import kartei.api.http.Route;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.ConversationId;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.Project;
import kartei.testkit.SentEvents;
import kartei.testkit.TestContext;
import kartei.testkit.TestTable;

/// The files of `events/`, which `sam local invoke` sends as well: those of `events/vip-routing`, delivered while both of their contacts are VIP and not scored yet.
class EventsTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final Scene scene;
    private final Map<String, ConversationId> conversations;

    EventsTest(TestTable table) {
        scene = new Scene(table);
        conversations = Map.of("ann", begun("ann", "01KAP0Y5D0ANNA0000000000V"), "bob",
                begun("bob", "01KAP0Y5D0B0B00000000000V"));
    }

    private ConversationId begun(String sender, String ids) {
        var conversation = scene.inbox.message(sender, new ContactId(ids + "R"), ids + "S");
        scene.vip(conversation.contact(), true);
        return conversation;
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            event              | scored    | looked
            becomes-vip        | ann       | true
            contact-unknown    | ''        | true
            conversation-begun | ann       | true
            duplicate          | ann       | true
            message-arrived    | ann       | true
            old-after-new      | ann       | true
            other-change       | ''        | false
            own-echo           | ''        | false
            removed            | ''        | false
            stops-being-vip    | ann       | true
            two-contacts       | ann bob   | true
            """)
    void doesWhatTheTableSays(String event, String scored, boolean looked) {
        scene.faults.clear();

        assertThat(scene.deliver(records(event))).isEmpty();

        assertThat(scored()).isEqualTo(scored.isEmpty() ? List.of() : List.of(scored.split(" ", -1)));
        assertThat(scene.faults.sent().isEmpty()).isEqualTo(!looked);
    }

    @Test
    void everyFileHasItsRow() {
        assertThat(Project.events("vip-routing")).extracting(file -> file.getFileName().toString())
                .containsExactly("becomes-vip.json", "contact-unknown.json", "conversation-begun.json",
                        "duplicate.json", "message-arrived.json", "old-after-new.json", "other-change.json",
                        "own-echo.json", "removed.json", "stops-being-vip.json", "two-contacts.json");
    }

    private static List<DynamodbEvent.DynamodbStreamRecord> records(String name) {
        var file = Project.events("vip-routing")
                .stream()
                .filter(path -> path.endsWith(name + ".json"))
                .findFirst()
                .orElseThrow();
        return Project.event(file, DynamodbEvent.class).getRecords();
    }

    private List<String> scored() {
        var scored = new ArrayList<String>();
        for (var name : List.of("ann", "bob")) {
            var conversation = Optional.ofNullable(conversations.get(name)).orElseThrow();
            if (scene.conversation(conversation).standing().score() == 1) {
                scored.add(name);
            }
        }
        return scored;
    }

    @Test
    void ofAdminsAreTakenOneAfterTheOtherAndCoverEveryRoute() {
        var function = scene.adminFunction();

        var sent = SentEvents.to(function, Project.events("routing-admin"));

        assertThat(sent.routes()).isEqualTo(function.routes().stream().map(Route::key).collect(Collectors.toSet()));
        assertThat(sent.statuses()).containsEntry("create-group", 201)
                .containsEntry("create-team", 201)
                .containsEntry("unmake-group", 204)
                .containsEntry("unmake-team", 204)
                .containsEntry("preview-group", 200)
                .containsEntry("read-group", 200)
                .containsEntry("replace-group", 200)
                .containsEntry("reconcile", 202)
                .containsEntry("set-prioritization", 202)
                .containsEntry("set-routing", 202);
        scene.jobs().run();
    }

    @Test
    void ofJobsThatAreOverChangeNothing() {
        var before = scene.table().items();

        assertThat(Project.events("routing-slices")).isNotEmpty()
                .allSatisfy(
                        file -> assertThat(scene.slices().handleRequest(Project.json(file), new TestContext("event")))
                                .containsEntry("next", "end"));
        assertThat(scene.table().items()).isEqualTo(before);
    }

    @Test
    void ofADayStartTheJobOfTheWorkspace() {
        assertThat(Project.events("reconcile-daily")).hasSize(1);
        assertThat(scene.day()).isEqualTo("1 started");
        assertThat(scene.day()).as("once a day").isEqualTo("0 started");
        scene.jobs().run();
    }
}
