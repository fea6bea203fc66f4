package kartei.function.contactexport;

import static kartei.function.contactexport.ExportDesk.path;
import static kartei.function.contactexport.ExportDesk.problem;
import static org.assertj.core.api.Assertions.assertThat;

import kartei.testkit.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.storage.TableCheck;
import kartei.testkit.JobRun;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

@DisplayName("S45: an export, from queued to gone,")
class ExportLifeTest {
    private static final String CSV = ", \"format\": \"csv\"";

    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final ExportDesk desk;

    ExportLifeTest(TestTable table) {
        desk = new ExportDesk(table);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private Optional<String> state(String id) {
        return desk.get(path(id)).at("/state");
    }

    private JobRun.Job job(String id) {
        return desk.jobs.active().stream().filter(job -> job.id().equals(id)).findFirst().orElseThrow();
    }

    /// What is next after its plan.
    private String planned(String id) {
        var job = job(id);
        var answer = desk.jobs.step("plan", Map.of("ws", job.ws(), "kind", job.kind(), "id", job.id()), "E-" + id,
                Map.of("round", 0));
        return String.valueOf(answer.get("next"));
    }

    private void slice(String id, int segment) {
        var job = job(id);
        desk.jobs.step("slice", Map.of("ws", job.ws(), "kind", job.kind(), "id", job.id()), "E-" + id,
                Map.of("segment", Map.of("number", segment, "rounds", 5)));
    }

    @Test
    void waitsWhileTwoOthersRun() {
        desk.given.contact(Map.of());
        var ids = IntStream.range(0, 3).mapToObj(_ -> {
            desk.clock.advance(Duration.ofSeconds(1));
            return desk.started(CSV);
        }).toList();

        assertThat(planned(ids.get(2))).isEqualTo("wait");
        assertThat(planned(ids.get(0))).isEqualTo("slice");
        assertThat(planned(ids.get(1))).isEqualTo("slice");
        assertThat(planned(ids.get(2))).isEqualTo("wait");
        assertThat(state(ids.get(2))).hasValue("queued");
        assertThat(state(ids.get(1))).hasValue("running");

        desk.jobs.run(job(ids.get(0)), "E-" + ids.get(0), Optional.empty());
        desk.clock.advance(Duration.ofMinutes(1));

        assertThat(planned(ids.get(2))).isEqualTo("slice");
        desk.loseExecutions();
        desk.jobs.run();
        assertThat(ids).allSatisfy(id -> assertThat(state(id)).hasValue("ready"));
    }

    @Test
    void hasNoFileBeforeItIsReady() {
        var id = desk.started(CSV);

        for (var target : List.of(path(id) + "/file", path(id) + "/schema")) {
            var early = desk.get(target);
            assertThat(early.status()).isEqualTo(409);
            assertThat(problem(early)).isEqualTo("conflict");
        }
    }

    @Test
    void stopsWithinOneSliceWhenItIsCancelledAndLeavesNothing() {
        IntStream.range(0, 12).forEach(_ -> desk.given.contact(Map.of()));
        var id = desk.started(CSV);
        planned(id);
        slice(id, 0);
        assertThat(desk.objects()).isNotEmpty();

        var answer = desk.admin().call("DELETE", path(id));
        desk.jobs.run();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.at("/state")).hasValue("cancelled");
        assertThat(desk.objects()).isEmpty();
        assertThat(desk.beside(id)).containsExactly("EXPORT");
        assertThat(state(id)).hasValue("cancelled");
        assertThat(desk.get(path(id) + "/file").status()).isEqualTo(404);
        assertThat(desk.admin().call("DELETE", path(id)).status()).isEqualTo(404);
    }

    @Test
    void leavesNothingOfASliceThatWasAtWorkWhenItWasCancelled() {
        IntStream.range(0, 12).forEach(_ -> desk.given.contact(Map.of()));
        var id = desk.started(CSV);
        planned(id);
        desk.faults.on("PUT").call(1).inject(new Fault.Rival(() -> {
            desk.faults.clear();
            assertThat(desk.admin().call("DELETE", path(id)).status()).isEqualTo(202);
        }));

        IntStream.range(0, 8).filter(_ -> state(id).equals(Optional.of("running"))).forEach(shard -> slice(id, shard));
        assertThat(desk.objects()).as("the late slice has put its rows").isNotEmpty();
        desk.jobs.run();

        assertThat(desk.objects()).isEmpty();
        assertThat(state(id)).hasValue("cancelled");
    }

    @Test
    void isTakenAway() {
        desk.given.contact(Map.of());
        var id = desk.started(CSV);
        desk.jobs.run();
        var link = desk.get(path(id) + "/file").header("location").orElseThrow();

        var answer = desk.admin().call("DELETE", path(id));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(desk.fetched(link).statusCode()).as("a link given out before").isEqualTo(404);
        assertThat(desk.get(path(id) + "/file").status()).isEqualTo(404);
        assertThat(desk.admin().call("DELETE", path(id)).status()).isEqualTo(404);
        desk.jobs.run();
        assertThat(desk.objects()).isEmpty();
        assertThat(desk.get(path(id)).at("/reason")).hasValue("the file was removed");
    }

    @Test
    void isKeptSevenDays() {
        var id = desk.started(CSV);
        desk.jobs.run();

        desk.clock.advance(Duration.ofDays(7).minusMinutes(5));
        assertThat(state(id)).hasValue("ready");
        desk.clock.advance(Duration.ofMinutes(5));

        assertThat(state(id)).hasValue("expired");
        assertThat(desk.get(path(id) + "/file").status()).isEqualTo(404);
    }

    @Test
    void canBeHadForFiveMinutesUnderEachLink() {
        var id = desk.started(CSV);
        desk.jobs.run();

        var first = desk.get(path(id) + "/file").header("location").orElseThrow();

        assertThat(first).contains("X-Amz-Expires=300&");
        assertThat(desk.fetched(first).statusCode()).isEqualTo(200);
        assertThat(desk.fetched(first.replace("X-Amz-Expires=300", "X-Amz-Expires=3000")).statusCode()).isEqualTo(403);
    }
}
