package kartei.function.attributeadmin;

import static kartei.function.attributeadmin.AdminDesk.etag;
import static kartei.function.attributeadmin.AdminDesk.problem;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import kartei.storage.TableCheck;
import kartei.storage.Together;
import kartei.testkit.Fault;
import kartei.testkit.JobRun;
import kartei.testkit.KarteiTable;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.TestTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("S13: an admin deletes a custom attribute")
class DeleteAttributeTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final AdminDesk desk;
    private final JobRun jobs;

    DeleteAttributeTest(TestTable table) {
        this.desk = new AdminDesk(table);
        this.jobs = desk.jobs();
        desk.make("{\"label\": \"Tier\", \"type\": \"text\"}");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private Answer delete(String key) {
        return desk.admin().call("DELETE", "/v1/attributes/" + key);
    }

    @Test
    void isGoneFromTheAnswerOnAndItsNamesAreTakenUntilItsValuesAreGone() {
        new GivenContacts(desk.unwatched()).with(Map.of("Tier", "1"));

        var deleted = delete("tier");

        assertThat(deleted.status()).isEqualTo(202);
        assertThat(deleted.at("/key")).hasValue("Tier");
        assertThat(deleted.at("/state")).hasValue("clearing");
        assertThat(deleted.at("/job/state")).hasValue("queued");
        assertThat(desk.keys()).doesNotContain("Tier");
        assertThat(desk.get("/v1/attributes/Tier").status()).isEqualTo(404);
        assertThat(delete("tier").status()).isEqualTo(404);
        assertThat(again("Other", "TIER").status()).isEqualTo(409);
        assertThat(again("tIER", "other").status()).isEqualTo(409);

        jobs.run();
        assertThat(again("tIER", "tier").status()).isEqualTo(201);
    }

    private Answer again(String label, String key) {
        return desk.send("POST", "/v1/attributes",
                "{\"label\": \"%s\", \"key\": \"%s\", \"type\": \"text\"}".formatted(label, key));
    }

    @Test
    void takesAnotherKeyOfItsOwnWhileTheOldOneIsTaken() {
        delete("Tier");

        var made = desk.make("{\"label\": \"Tier.\", \"type\": \"text\"}");

        assertThat(made.at("/key")).hasValue("Tier_2");
    }

    @Test
    void setsFreeTheLabelThatItHadLast() {
        desk.send("PATCH", "/v1/attributes/Tier", "{\"label\": \"Level\"}");
        delete("Tier");

        assertThat(again("Tier", "other").status()).isEqualTo(201);
        assertThat(again("Level", "another").status()).isEqualTo(409);
        jobs.run();
        assertThat(again("Level", "Tier").status()).isEqualTo(201);
    }

    @Test
    void endsAtOnceWhenNoContactHasAValue() {
        delete("Tier");

        assertThat(jobs.run()).as("plan and finish").isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "vip", "X-HANDLE"})
    void refusesStandardAndPlatformOnes(String key) {
        var refused = delete(key);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(problem(refused)).isEqualTo("conflict");
    }

    @Test
    void honoursIfMatch() {
        var ifFirst = desk.admin().header("if-match", etag(desk.get("/v1/attributes/Tier")));
        desk.send("PATCH", "/v1/attributes/Tier", "{\"enabled\": false}");

        assertThat(ifFirst.call("DELETE", "/v1/attributes/Tier").status()).isEqualTo(412);
        var ifSecond = desk.admin().header("if-match", etag(desk.get("/v1/attributes/Tier")));
        assertThat(ifSecond.call("DELETE", "/v1/attributes/Tier").status()).isEqualTo(202);
    }

    @Test
    void deletesItOnce() {
        var answers = Together.all(Stream.<Supplier<Answer>>generate(() -> () -> delete("Tier")).limit(4).toList());

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(202, 404, 404, 404);
    }

    @Test
    void decidesAnewWhenTheListChangesMeanwhile() {
        desk.faults.on("TransactWriteItems")
                .call(1)
                .inject(new Fault.Rival(() -> desk.anotherCopy()
                        .as("admin", "w1")
                        .call("POST", "/v1/attributes", "{\"label\": \"Level\", \"type\": \"text\"}")));

        assertThat(delete("Tier").status()).isEqualTo(202);
        assertThat(desk.keys()).contains("Level").doesNotContain("Tier");
    }

    @Test
    void doesItOnceWhenTheAnswerOfTheTableIsLost() {
        desk.faults.on("TransactWriteItems").first(1).inject(new Fault.AnswerLost());

        assertThat(delete("Tier").status()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent", "connector"})
    void isForAdminsOnly(String role) {
        assertThat(desk.as(role, "w1").call("DELETE", "/v1/attributes/Tier").status()).isEqualTo(403);
    }

    @Test
    @DisplayName("S2: not in a plan that lacks custom attributes")
    void needsAPlan() {
        desk.plan("standard");

        assertThat(problem(delete("Tier"))).isEqualTo("feature-not-in-plan");
    }
}
