package kartei.function.contactexport;

import static kartei.function.contactexport.ExportDesk.path;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.domain.contact.ContactId;
import kartei.storage.TableCheck;
import kartei.testkit.Fault;
import kartei.testkit.Faults;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

@DisplayName("S45: an export whose calls break")
class BrokenExportsTest {
    private static final int CALLS_MAX = 400;

    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final ExportDesk desk;

    BrokenExportsTest(TestTable table) {
        desk = new ExportDesk(table);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private List<String> contacts(int howMany) {
        return Stream.generate(() -> desk.given.contact(Map.of("email", "jo@example.com")))
                .limit(howMany)
                .map(ContactId::value)
                .sorted()
                .toList();
    }

    private List<String> rows(String id) {
        var csv = new String(desk.file(id), StandardCharsets.UTF_8);
        return csv.lines().skip(1).map(line -> line.split(",", -1)[0]).sorted().toList();
    }

    /// The job dies at each of its calls in turn, and another execution takes it up.
    @ParameterizedTest(name = "{0}")
    @MethodSource("kartei.function.contactexport.ExportDesk#crashes")
    void hasTheSameRowsAndLeavesNothingWhereverItDies(Fault crash) {
        var contacts = contacts(3);
        for (int call = 1; call <= CALLS_MAX; call += Faults.EVERY) {
            var id = desk.started(", \"format\": \"csv\", \"columns\": [\"contactId\"]");
            var died = desk.dieAt(desk.faults.onAny().call(call), crash);

            assertThat(desk.get(path(id)).at("/state")).as("broken at call " + call).hasValue("ready");
            assertThat(rows(id)).as("broken at call " + call).isEqualTo(contacts);
            assertThat(desk.files()).as("broken at call " + call).hasSize(2);
            assertThat(desk.uploads()).isZero();
            desk.admin().call("DELETE", path(id));
            desk.jobs.run();
            assertThat(desk.objects()).isEmpty();
            if (!died) {
                assertThat(call).as("calls of an export").isGreaterThan(30);
                return;
            }
        }
        throw new AssertionError("an export takes more calls than that");
    }

    /// The service did what was asked and its answer was lost, or it was never asked; the SDK asks again.
    @ParameterizedTest(name = "every {0}th answer")
    @ValueSource(ints = {3, 5, 7})
    void isMadeThroughAnswersThatAreLost(int nth) {
        var contacts = contacts(10);
        desk.faults.loseEvery(nth);

        var id = desk.started(", \"format\": \"jsonl\", \"columns\": [\"contactId\"]");
        desk.jobs.run();
        desk.faults.clear();

        assertThat(new String(desk.file(id), StandardCharsets.UTF_8).lines()).hasSameSizeAs(contacts);
        assertThat(desk.files()).hasSize(2);
    }

    /// A slice that was thought dead puts its rows down when another execution has made the file.
    @Test
    void isNotChangedByASliceThatComesLate() {
        var contacts = contacts(12);
        var id = desk.started(", \"format\": \"csv\", \"columns\": [\"contactId\"]");
        desk.faults.on("PUT").call(1).inject(desk.overtaken(id));

        desk.jobs.run();

        assertThat(rows(id)).isEqualTo(contacts);
        assertThat(desk.files()).hasSize(2);
    }

    @Test
    void isTakenOnceWhoeverOfTwoAttemptsWithOneKeyIsFaster() {
        Supplier<String> ask = () -> desk.admin()
                .header("idempotency-key", "k1")
                .call("POST", "/v1/exports", "{\"type\": \"contact-attributes\", \"format\": \"csv\"}")
                .at("/id")
                .orElseThrow();
        var faster = new String[1];
        desk.faults.on("TransactWriteItems").call(1).inject(new Fault.Rival(() -> {
            desk.faults.clear();
            faster[0] = ask.get();
        }));

        assertThat(ask.get()).isEqualTo(faster[0]);
        assertThat(desk.jobs.active()).hasSize(1);
    }
}
