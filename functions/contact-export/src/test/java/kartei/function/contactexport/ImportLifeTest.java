package kartei.function.contactexport;

import static kartei.function.contactexport.ExportDesk.problem;
import static kartei.function.contactexport.ImportDesk.path;
import static kartei.function.contactexport.ImportsTest.ID;
import static kartei.function.contactexport.ImportsTest.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.domain.Limits;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.TestTable;

@DisplayName("S45: an import, from its announcement to its end,")
class ImportLifeTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final ImportDesk to;

    ImportLifeTest(TestTable table) {
        to = new ImportDesk(table, new ExportDesk(table), "w1");
    }

    @AfterEach
    void close() {
        to.close();
    }

    private static String id(Answer answer) {
        return answer.at("/id").orElseThrow();
    }

    private void step(String id, String step) {
        to.desk.jobs.step(step, Map.of("ws", "w1", "kind", "import", "id", id), "E-1",
                Map.of("round", 0, "segment", Map.of("number", 0, "rounds", 5)));
    }

    @Test
    void saysWhereToPutTheFileForAnHour() {
        var announced = to.announce();

        assertThat(announced.status()).isEqualTo(201);
        assertThat(announced.header("location")).hasValue(path(id(announced)));
        assertThat(announced.at("/state")).hasValue("uploading");
        assertThat(announced.at("/upload/headers/content-type").or(() -> announced.at("/upload/headers/Content-Type")))
                .hasValue("application/x-ndjson");
        assertThat(announced.at("/upload/url").orElseThrow()).contains("/imp/w1/").contains("X-Amz-Expires=3600");
        assertThat(to.get(id(announced)).at("/upload")).isEmpty();
    }

    @Test
    void goesFromStateToState() {
        var id = to.uploaded(line(ID, "7", ""));
        assertThat(to.get(id).at("/state")).hasValue("uploading");

        assertThat(to.start(id).at("/state")).hasValue("queued");
        assertThat(to.get(id).json().at("/progress/ofAbout").asInt()).isEqualTo(line(ID, "7", "").length());
        step(id, "plan");
        assertThat(to.get(id).at("/state")).hasValue("running");
        step(id, "slice");
        assertThat(to.get(id).json().at("/rows").asInt()).isOne();
        assertThat(problem(to.askForRejects(id))).isEqualTo("conflict");
        step(id, "finish");
        assertThat(to.get(id).at("/state")).hasValue("ready");
        assertThat(to.askForRejects(id).status()).isEqualTo(303);
        assertThat(to.desk.objects()).noneMatch(object -> object.startsWith("imp/"));

        to.desk.clock.advance(Limits.EXPORT_KEPT);
        assertThat(to.askForRejects(id).status()).isEqualTo(404);
        to.desk.clock.advance(Limits.JOB_KEPT);
        assertThat(to.get(id).status()).isEqualTo(404);
        to.desk.jobs.run();
    }

    @Test
    void isNotStartedBeforeSomethingIsUploaded() {
        var announced = to.announce();

        assertThat(problem(to.start(id(announced)))).isEqualTo("conflict");
        assertThat(to.put(announced, line(ID, "7", "")).statusCode()).isEqualTo(200);
        assertThat(to.start(id(announced)).status()).isEqualTo(202);
    }

    @Test
    void isStartedOnce() {
        var id = to.started(line(ID, "7", ""));

        assertThat(to.start(id).status()).isEqualTo(202);
        assertThat(to.desk.jobs.active()).hasSize(1);
        to.desk.jobs.run();
        assertThat(to.start(id).at("/state")).hasValue("ready");
        assertThat(to.desk.jobs.active()).isEmpty();
    }

    @Test
    void isAnnouncedOnceUnderAKeyOfTheCaller() {
        var keyed = to.desk.as("w1").header("idempotency-key", "k1");
        var first = keyed.call("POST", "/v1/imports", "{\"format\": \"jsonl\"}");
        to.desk.clock.advance(Duration.ofHours(2));

        var again = keyed.call("POST", "/v1/imports", "{\"format\": \"jsonl\"}");

        assertThat(again.status()).isEqualTo(201);
        assertThat(id(again)).isEqualTo(id(first));
        assertThat(again.header("idempotent-replayed")).hasValue("true");
        assertThat(to.put(again, line(ID, "7", "")).statusCode()).isEqualTo(200);
        assertThat(to.start(id(again)).status()).isEqualTo(202);
        assertThat(keyed.call("POST", "/v1/imports", "{\"format\": \"jsonl\"}").at("/upload/url")).isEmpty();
    }

    @Test
    void isStartedOnceUnderAKeyOfTheCaller() {
        var id = to.uploaded(line(ID, "7", ""));
        var keyed = to.desk.as("w1").header("idempotency-key", "k1");

        assertThat(keyed.call("POST", path(id) + "/start").header("idempotent-replayed")).isEmpty();
        var again = keyed.call("POST", path(id) + "/start");

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.header("idempotent-replayed")).hasValue("true");
        assertThat(to.desk.jobs.active()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"format\": \"csv\"}", "{\"format\": \"jsonl\", \"layout\": \"wide\"}"})
    void isOfJsonLinesOnly(String body) {
        assertThat(to.desk.as("w1").call("POST", "/v1/imports", body).status()).isEqualTo(422);
    }

    @Test
    void isOfNobodyElse() {
        var id = to.done(line(ID, "7", ""));

        for (var target : List.of(path(id), path(id) + "/rejects")) {
            assertThat(to.desk.as("w2").call("GET", target).status()).as(target).isEqualTo(404);
        }
        assertThat(to.desk.as("w2").call("POST", path(id) + "/start").status()).isEqualTo(404);
        for (var other : List.of("nothing", id.replace("import", "export"), "import-01ARZ3NDEKTSV4RRFFQ69G5FAV")) {
            assertThat(to.get(other).status()).as(other).isEqualTo(404);
        }
    }

    @Test
    void takesTheFileWithExactlyThatType() {
        var announced = to.announce();

        assertThat(to.putAsText(announced, line(ID, "7", ""))).isEqualTo(403);
        assertThat(problem(to.start(id(announced)))).isEqualTo("conflict");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n \n"})
    void mayBeOfAFileWithoutLines(String file) {
        var id = to.done(file);

        assertThat(to.get(id).at("/state")).hasValue("ready");
        assertThat(to.get(id).json().at("/rows").asInt()).isZero();
        assertThat(to.rejects(id)).isEmpty();
    }

    @Test
    void readsNoOtherFileThanTheOneThatWasThere() {
        var announced = to.announce();
        to.put(announced, line(ID, "7", ""));
        to.start(id(announced));
        to.put(announced, line(ID.replace("V", "W"), "8", ""));

        to.desk.jobs.run();

        assertThat(to.get(id(announced)).at("/state")).hasValue("failed");
        assertThat(to.get(id(announced)).at("/reason").orElseThrow())
                .startsWith("the file is not there any more, or is another one");
        assertThat(to.contacts()).isEmpty();
        assertThat(to.desk.objects()).allMatch(object -> object.endsWith("/rejects.jsonl"));
    }

    @Test
    void givesUpWhenItIsNotTheFileThatItShouldBe() {
        var id = to.started("no contact\n" + line(ID, "7", ""));
        to.rejectedSoFar(id, Limits.IMPORT_REJECTED_MAX);

        to.desk.jobs.run();

        assertThat(to.get(id).at("/state")).hasValue("failed");
        assertThat(to.get(id).at("/reason")).hasValue("more than 1000000 lines could not be taken");
        assertThat(to.rejects(id)).hasSize(1);
    }
}
