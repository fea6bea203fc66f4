package kartei.function.contactexport;

import static kartei.function.contactexport.ImportsTest.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.domain.attribute.Format;
import kartei.storage.TableCheck;
import kartei.testkit.Fault;
import kartei.testkit.Faults;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

@DisplayName("S45: an import whose calls break")
class BrokenImportsTest {
    private static final int CALLS_MAX = 400;

    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final TestTable table;
    private final ExportDesk desk;

    BrokenImportsTest(TestTable table) {
        this.table = table;
        this.desk = new ExportDesk(table);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /// Lines of two channels, with values and VIP, and two that are rejected; of others in each `round`.
    private static String file(int round) {
        return line(id('A', round), "1-" + round, ", \"values\": {\"email\": \"jo@example.com\"}") + "no contact\n"
                + line(id('B', round), "2-" + round, ", \"vip\": true, \"values\": {\"tier\": \"Gold\"}")
                + line(id('C', round), "1-" + round, "") + line(id('D', round), "4", "").replace("acme-x", "x-" + round)
                + line(id('E', round), "5-" + round, ", \"networkUserId\": \"1\"");
    }

    private static String id(char last, int round) {
        return "01ARZ3NDEKTSV4RRFFQ6%05d%c".formatted(round, last);
    }

    private static final List<String> REJECTS = List.of(
            "{\"line\":2,\"reason\":\"not the JSON that is expected: not a JSON value, at character 0\"}",
            "{\"line\":4,\"reason\":\"/senderId is that of another contact here\"}");

    private ImportDesk ready() {
        var to = new ImportDesk(table, desk, "w1");
        to.given.attribute("tier", Format.TEXT, "Gold", "Tin");
        return to;
    }

    private static void isWhole(ImportDesk to, String id, int round, String broken) {
        var shown = to.get(id);
        assertThat(shown.at("/state")).as(broken).hasValue("ready");
        assertThat(shown.json().at("/rows").asInt()).as(broken).isEqualTo(4);
        assertThat(shown.json().at("/rejected").asInt()).as(broken).isEqualTo(2);
        assertThat(to.rejects(id)).as(broken).isEqualTo(REJECTS);
        assertThat(to.contacts().stream().filter(contact -> contact.startsWith(id('A', round).substring(0, 25))))
                .as(broken)
                .containsExactly(id('A', round), id('B', round), id('D', round), id('E', round));
        assertThat(to.desk.objects().stream().filter(object -> object.contains(id.replace("import-", "")))).as(broken)
                .hasSize(1)
                .allMatch(object -> object.startsWith("exp/"));
        assertThat(to.desk.uploads()).as(broken).isZero();
    }

    /// The job dies at each of its calls in turn, and another execution takes it up.
    @ParameterizedTest(name = "{0}")
    @MethodSource("kartei.function.contactexport.ExportDesk#crashes")
    void hasTheSameContactsAndRejectsWhereverItDies(Fault crash) {
        var to = ready();
        for (int call = 1; call <= CALLS_MAX; call += Faults.EVERY) {
            var id = to.started(file(call));
            var died = desk.dieAt(desk.faults.onAny().call(call), crash);

            isWhole(to, id, call, "broken at call " + call);
            if (!died) {
                assertThat(call).as("calls of an import").isGreaterThan(20);
                return;
            }
        }
        throw new AssertionError("an import takes more calls than that");
    }

    /// The same of a contact with more values than one write holds, at each of the writes.
    @ParameterizedTest(name = "{0}")
    @MethodSource("kartei.function.contactexport.ExportDesk#crashes")
    void hasAllValuesWhereverItDies(Fault crash) {
        var to = ready();
        var values = new StringBuilder("\"email\": \"jo@example.com\"");
        for (int i = 0; i < 110; i++) {
            to.given.attribute("a" + i, Format.TEXT);
            values.append(", \"a").append(i).append("\": \"v\"");
        }
        for (int call = 1; call <= CALLS_MAX; call++) {
            var id = to.started(line(id('A', call), "1-" + call, ", \"values\": {" + values + "}"));
            var died = desk.dieAt(desk.faults.on("TransactWriteItems").call(call), crash);

            assertThat(to.get(id).json().at("/rows").asInt()).as("broken at write " + call).isOne();
            assertThat(Optional.ofNullable(to.contact(id('A', call)).get("values")).orElseThrow().m())
                    .as("broken at write " + call)
                    .hasSize(111);
            if (!died) {
                assertThat(call).as("writes of an import").isGreaterThan(7);
                return;
            }
        }
        throw new AssertionError("an import takes more writes than that");
    }

    /// The service did what was asked and its answer was lost, or it was never asked; the SDK asks again.
    @ParameterizedTest(name = "every {0}th answer")
    @ValueSource(ints = {2, 3, 5, 7})
    void isDoneThroughAnswersThatAreLost(int nth) {
        var to = ready();
        desk.faults.loseEvery(nth);

        var id = to.started(file(1));
        desk.jobs.run();
        desk.faults.clear();

        isWhole(to, id, 1, "every " + nth);
    }

    /// A slice that was thought dead puts its contacts and rejects when another execution has done all.
    @ParameterizedTest(name = "before {0}")
    @ValueSource(strings = {"GET", "TransactWriteItems", "PUT"})
    void isNotChangedByASliceThatComesLate(String operation) {
        var to = ready();
        var id = to.started(file(1));
        desk.faults.on(operation).call(2).inject(desk.overtaken(id));

        desk.jobs.run();

        isWhole(to, id, 1, "rival before " + operation);
    }

    /// An attribute that is deleted while its values come in, before the channel or before the contact is put, is not known any more.
    @ParameterizedTest(name = "before transaction {0}")
    @ValueSource(ints = {3, 4})
    void doesNotBringValuesOfAnAttributeThatIsBeingDeleted(int transaction) {
        var to = ready();
        var id = to.started(line(id('A', 1), "1", ", \"values\": {\"tier\": \"Gold\"}"));
        desk.faults.on("TransactWriteItems").call(transaction).inject(new Fault.Rival(() -> to.given.delete("tier")));

        desk.jobs.run();

        assertThat(desk.faults.fired()).isOne();
        assertThat(to.rejects(id))
                .containsExactly("{\"line\":1,\"reason\":\"/values/tier is not an attribute that has values here\"}");
        assertThat(to.contacts()).isEmpty();
    }
}
