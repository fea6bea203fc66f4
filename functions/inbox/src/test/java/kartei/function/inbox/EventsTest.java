package kartei.function.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.api.http.Route;
import kartei.domain.conversation.ConversationId;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.Project;
import kartei.testkit.SentEvents;
import kartei.testkit.TestTable;

/// The events that `sam local invoke` sends are ones that the function takes, and there is one for each route. Those that set
/// channels up come first: the webhooks are signed with their secret.
class EventsTest {
    private static final String CONVERSATION = "01ARZ3NDEKTSV4RRFFQ69G5FAV-01BX5ZZKBKACTAV9WEVGEMMVRZ";

    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final InboxDesk desk;

    EventsTest(TestTable table) {
        desk = new InboxDesk(table);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void areAllTaken() {
        desk.given("demo").conversation(ConversationId.of(CONVERSATION).orElseThrow());
        var function = desk.handler();
        var files = Project.events("inbox").stream().sorted(Comparator.comparing(EventsTest::needsChannels)).toList();

        var sent = SentEvents.to(function, files);

        assertThat(sent.statuses().values()).as("%s", sent).isSubsetOf(200, 201);
        assertThat(sent.routes()).isEqualTo(function.routes().stream().map(Route::key).collect(Collectors.toSet()));
    }

    private static boolean needsChannels(Path event) {
        return !event.getFileName().toString().startsWith("set-channel");
    }
}
