package kartei.function.contactexport;

import static kartei.function.contactexport.ExportDesk.path;
import static kartei.function.contactexport.ExportDesk.problem;
import static org.assertj.core.api.Assertions.assertThat;

import kartei.domain.attribute.Format;
import java.time.Instant;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import kartei.domain.Plan;
import kartei.storage.TableCheck;
import kartei.testkit.Fault;
import kartei.testkit.KarteiTable;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.SimulatedCrash;
import kartei.testkit.TestTable;

@DisplayName("S45: a scheduled export")
class SchedulesTest {
    private static final String SCHEDULES = "/v1/export-schedules";
    private static final String CSV = "{\"type\": \"contact-attributes\", \"format\": \"csv\"}";
    private static final String DAILY = "{\"every\": \"day\", \"at\": \"06:00\", \"export\": " + CSV + "}";

    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final ExportDesk desk;

    SchedulesTest(TestTable table) {
        desk = new ExportDesk(table);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private Answer create(String body) {
        return desk.admin().call("POST", SCHEDULES, body);
    }

    private String created(String body) {
        var answer = create(body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.at("/id").orElseThrow();
    }

    /// The exports, oldest first.
    private List<String> exports() {
        return desk.get("/v1/exports")
                .json()
                .at("/items")
                .valueStream()
                .map(item -> item.at("/id").asString())
                .toList()
                .reversed();
    }

    private List<String> rows(String export) {
        return new String(desk.file(export), StandardCharsets.UTF_8).lines()
                .skip(1)
                .map(line -> line.split(",", -1)[0])
                .sorted()
                .toList();
    }

    @Test
    void isMadeReadChangedAndDeleted() {
        var made = create("{\"every\": \"week\", \"at\": \"MON 06:30\", \"timeZone\": \"Europe/Berlin\", \"export\": "
                + "{\"type\": \"contact-attributes\", \"format\": \"jsonl\", \"columns\": [\"contactId\"]}}");
        var id = made.at("/id").orElseThrow();

        assertThat(made.at("/nextAt")).hasValue("2026-11-23T05:30:00.000Z");
        assertThat(made.header("location")).hasValue(SCHEDULES + "/" + id);
        assertThat(desk.get(SCHEDULES).at("/items/0/export/columns/0")).hasValue("contactId");
        var changed = desk.admin().call("PUT", SCHEDULES + "/" + id, DAILY);
        assertThat(changed.at("/nextAt")).hasValue("2026-11-23T06:00:00.000Z");
        assertThat(changed.at("/export/columns")).isEmpty();
        assertThat(desk.admin()
                .header("if-match", made.header("etag").orElseThrow())
                .call("DELETE", SCHEDULES + "/" + id)
                .status()).isEqualTo(412);
        assertThat(desk.admin().call("DELETE", SCHEDULES + "/" + id).status()).isEqualTo(204);
        assertThat(desk.get(SCHEDULES + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void holdsWhatChangedSinceTheOneBefore() {
        var first = desk.given.contact(Map.of());
        created(DAILY);
        desk.clock.moveTo(Instant.parse("2026-11-23T05:59:59Z"));
        desk.runSchedules();
        assertThat(exports()).isEmpty();
        desk.clock.advance(Duration.ofSeconds(1));
        desk.runSchedules();
        desk.runSchedules();
        var second = desk.given.contact(Map.of());
        desk.jobs.run();
        desk.clock.moveTo(Instant.parse("2026-11-24T06:00:00Z"));
        desk.runSchedules();
        desk.jobs.run();

        var exports = exports();
        assertThat(exports).hasSize(2);
        assertThat(rows(exports.get(0))).containsExactly(first.value());
        assertThat(rows(exports.get(1))).containsExactly(second.value());
        assertThat(desk.downloaded(path(exports.get(1)) + "/file")
                .headers()
                .firstValue("content-disposition")
                .orElseThrow()).contains("contact-attributes_20261123T060000Z_20261124T060000Z_");
        assertThat(desk.get(path(exports.get(1))).at("/scheduleId")).isEqualTo(desk.get(SCHEDULES).at("/items/0/id"));
        assertThat(desk.get(SCHEDULES).at("/items/0/lastExportId")).hasValue(exports.get(1));
    }

    @Test
    void isMadeOnceForAllTheTimeInWhichNobodyWasThere() {
        desk.given.contact(Map.of());
        created("{\"every\": \"hour\", \"at\": \"05\", \"export\": " + CSV + "}");

        desk.clock.advance(Duration.ofDays(3));
        desk.runSchedules();
        desk.jobs.run();

        assertThat(exports()).hasSize(1);
        assertThat(rows(exports().getFirst())).hasSize(1);
        assertThat(desk.get(SCHEDULES).at("/items/0/nextAt")).hasValue("2026-11-25T09:05:00.000Z");
    }

    @Test
    void hasTheColumnsThatThereAreAtItsTimeUnlessTheyAreNamed() {
        desk.given.contact(Map.of());
        created(DAILY);
        desk.given.attribute("tier", Format.TEXT);

        desk.clock.advance(Duration.ofDays(1));
        desk.runSchedules();
        desk.jobs.run();

        assertThat(
                new String(desk.file(exports().getFirst()), StandardCharsets.UTF_8).lines().findFirst().orElseThrow())
                .endsWith(",tier");
    }

    @Test
    void isNotMadeWhileThePlanHasNoExports() {
        created(DAILY);
        desk.given.plan(Plan.ADVANCED);

        desk.clock.advance(Duration.ofDays(1));
        desk.runSchedules();
        desk.given.plan(Plan.ENTERPRISE);

        assertThat(exports()).isEmpty();
        assertThat(desk.get(SCHEDULES).at("/items/0/nextAt")).hasValue("2026-11-24T06:00:00.000Z");
    }

    @Test
    void isMadeOnceWhereverItsStartDies() {
        for (int call = 1; call < 30; call++) {
            created(DAILY);
            desk.clock.advance(Duration.ofDays(1));
            desk.faults.clear();
            desk.faults.onAny().call(call).inject(call % 2 == 0 ? new Fault.CrashAfter() : new Fault.CrashBefore());
            var died = false;
            try {
                desk.runSchedules();
            } catch (SimulatedCrash dead) {
                died = true;
            }
            desk.faults.clear();
            desk.runSchedules();
            assertThat(desk.jobs.active()).as("broken at call " + call).hasSize(1);
            desk.jobs.run();
            desk.get(SCHEDULES)
                    .json()
                    .at("/items")
                    .valueStream()
                    .forEach(item -> desk.admin().call("DELETE", SCHEDULES + "/" + item.at("/id").asString()));
            if (!died) {
                assertThat(call).isGreaterThan(3);
                return;
            }
        }
    }

    @Test
    void isMadeOnceUnderAKeyOfTheCaller() {
        var first = desk.admin().header("idempotency-key", "k").call("POST", SCHEDULES, DAILY);
        var again = desk.admin().header("idempotency-key", "k").call("POST", SCHEDULES, DAILY);

        assertThat(again.at("/id")).isEqualTo(first.at("/id"));
        assertThat(again.header("idempotent-replayed")).hasValue("true");
    }

    @Test
    void isOneOfAtMostFifty() {
        IntStream.range(0, 50).forEach(_ -> created(DAILY));

        assertThat(create(DAILY).status()).isEqualTo(409);
        assertThat(desk.get(SCHEDULES + "?limit=30").at("/next")).isPresent();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"every": "year", "at": "06:00", "export": {"type": "contact-attributes", "format": "csv"}}  | /every
            {"every": "day", "at": "6", "export": {"type": "contact-attributes", "format": "csv"}}       | /at
            {"every": "day", "export": {"type": "contact-attributes", "format": "csv"}}                  | /at
            {"every": "day", "at": "06:00", "timeZone": "X", "export": {"type": "contact-attributes", "format": "csv"}} | /timeZone
            {"every": "day", "at": "06:00"}                                                              | /export
            {"every": "day", "at": "06:00", "export": {"type": "contact-attributes", "format": "pdf"}}   | /export/format
            {"every": "day", "at": "06:00", "export": {"type": "contact-attributes", "format": "csv", "from": "2026-11-22"}} | /export/from
            """)
    void isRefusedWithThePlaceOfTheFault(String body, String pointer) {
        var answer = create(body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(problem(answer)).isEqualTo("invalid");
        assertThat(answer.at("/errors/0/pointer")).hasValue(pointer);
    }
}
