package kartei.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kartei.api.Clients;
import kartei.api.Environment;
import kartei.domain.WorkspaceId;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;
import kartei.domain.job.JobKind;
import kartei.domain.job.JobState;
import kartei.storage.ConditionFailed;
import kartei.storage.Jobs;
import kartei.storage.Table;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/// Long work in the whole system: what starts it, shows it, holds it up, and picks it up again.
class JobsTest {
    private static final WorkspaceId WS = new WorkspaceId("w1");
    private static final JobId ID = new JobId(JobKind.CLEAR_VALUES, "01KB3W0000000000000000000A");

    @TempDir
    private Path folder = Path.of("");

    @Test
    @DisplayName("S12, S13: a deleted attribute's values go by a job, which says how far it is")
    void clearsTheValuesOfADeletedAttribute() {
        try (var system = LocalSystem.start(LocalOptions.inMemory()); var http = new HttpCaller(system.url())) {
            var admin = "Bearer " + system.token("admin", "w1");
            var contact = withTier(system, http, admin);

            var deleted = http.call("DELETE", "/v1/attributes/Tier", new byte[0], "authorization", admin).json();
            var outcome = system.settle(Duration.ofSeconds(60));

            assertThat(outcome).isEqualTo(new Settling.Outcome(List.of(), List.of()));
            var job = job(http, admin, deleted.at("/job/id").asText());
            assertThat(job.at("/state").asText()).isEqualTo("ready");
            assertThat(job.at("/progress").toString()).isEqualTo("{\"done\":1,\"ofAbout\":1}");
            assertThat(http.get("/v1/contacts/" + contact, "authorization", admin).text()).doesNotContain("Gold");
            assertThat(tier(http, admin).status()).as("the key is free again").isEqualTo(201);
            assertThat(http.get("/local/health").json().at("/failures").asInt()).isZero();
        }
    }

    @Test
    void namesAJobThatWaitsForTheClockAndGoesOnThen() {
        try (var system = LocalSystem.start(LocalOptions.inMemory()); var http = new HttpCaller(system.url())) {
            var now = Instant.now();
            put(system, Job.queued(ID, Map.of("definition", "gone"), now).afterRequests());

            var early = settled(http);

            assertThat(early.at("/waiting/0/job").asText()).isEqualTo(ID.value());
            assertThat(Instant.parse(early.at("/waiting/0/until").asText())).isBetween(now.plusSeconds(59),
                    now.plusSeconds(61));
            assertThat(find(system).execution()).as("its execution waits").isPresent();
            advance(http, "PT61S");
            assertThat(settled(http).at("/waiting").size()).isZero();
            assertThat(find(system).state().word()).isEqualTo("ready");
        }
    }

    @Test
    void callsForAJobWhoseExecutionIsLost() {
        try (var system = LocalSystem.start(LocalOptions.inMemory()); var http = new HttpCaller(system.url())) {
            var now = Instant.now();
            put(system, Job.queued(ID, Map.of("definition", "gone"), now).heldBy("somebody who died", now));

            assertThat(settled(http).at("/waiting/0/job").asText()).isEqualTo(ID.value());
            advance(http, "PT10M");
            assertThat(settled(http).at("/waiting/0/job").asText()).as("its lease still holds").isEqualTo(ID.value());
            advance(http, "PT6M");
            settled(http);

            assertThat(find(system).state().word()).isEqualTo("ready");
        }
    }

    @Test
    void triesAFailedJobAgainAndSaysSo() {
        try (var system = LocalSystem.start(LocalOptions.inMemory()); var http = new HttpCaller(system.url())) {
            var admin = "Bearer " + system.token("admin", "w1");
            put(system, Job.queued(ID, Map.of(), Instant.now()));

            for (int round = 0; round < 20 && find(system).state() != JobState.FAILED; round++) {
                advance(http, "PT20S");
                settled(http);
            }

            var job = job(http, admin, ID.value());
            assertThat(job.at("/state").asText()).isEqualTo("failed");
            assertThat(job.at("/reason").asText()).contains("tried again").doesNotContainIgnoringCase("exception");
            var attempts = find(system).attempts();
            assertThat(attempts).isPositive();
            for (int round = 0; round < 12; round++) {
                advance(http, "PT1M");
                settled(http);
            }
            assertThat(find(system).attempts()).isGreaterThan(attempts);
        }
    }

    @Test
    void goesOnAfterASystemThatWasClosedInTheMiddle() {
        try (var system = LocalSystem.start(LocalOptions.inFolder(folder)); var http = new HttpCaller(system.url())) {
            put(system, Job.queued(ID, Map.of("definition", "gone"), Instant.now()).afterRequests());
            assertThat(settled(http).at("/waiting/0/job").asText()).isEqualTo(ID.value());
        }
        try (var system = LocalSystem.start(LocalOptions.inFolder(folder)); var http = new HttpCaller(system.url())) {
            assertThat(settled(http).at("/waiting/0/job").asText()).isEqualTo(ID.value());
            advance(http, "PT61S");
            settled(http);

            assertThat(find(system).state().word()).isEqualTo("ready");
        }
    }

    @Test
    void goesOnAfterASystemThatWasKilled() throws Exception {
        var job = "";
        try (var kartei = process(); var http = new HttpCaller(kartei.ready())) {
            var admin = "Bearer " + token(http, "{\"workspace\": \"w1\", \"role\": \"admin\"}");
            withTier(http, admin,
                    token(http, "{\"workspace\": \"w1\", \"role\": \"connector\", \"scope\": \"messages:write\"}"));
            job = http.call("DELETE", "/v1/attributes/Tier", new byte[0], "authorization", admin)
                    .json()
                    .at("/job/id")
                    .asText();
            kartei.kill();
            assertThat(kartei.exitCode()).isNotZero();
        }
        try (var kartei = process(); var http = new HttpCaller(kartei.ready())) {
            var admin = "Bearer " + token(http, "{\"workspace\": \"w1\", \"role\": \"admin\"}");
            settled(http);

            assertThat(job(http, admin, job).at("/state").asText()).isEqualTo("ready");
            assertThat(tier(http, admin).status()).isEqualTo(201);
        }
    }

    private KarteiProcess process() throws IOException {
        return KarteiProcess.run("start", "--port", "0", "--data", folder.toString(), "--template", "../template.yaml");
    }

    private static String token(HttpCaller http, String holder) {
        return http.post("/local/token", holder).json().at("/token").asText();
    }

    private static String withTier(LocalSystem system, HttpCaller http, String admin) {
        return withTier(http, admin, system.connectorToken("w1", "messages:write"));
    }

    private static String withTier(HttpCaller http, String admin, String connectorToken) {
        var connector = "Bearer " + connectorToken;
        var contact = http.post("/v1/messages", """
                {"channel": {"id": "acme", "medium": "x"}, "sender": {"id": "1"},
                 "message": {"id": "m", "text": "Hello", "sentAt": "2025-01-15T09:00:00.000Z"}}
                """, "authorization", connector, "content-type", "application/json").json().at("/contactId").asText();
        http.call("PATCH", "/v1/workspace", "{\"plan\": \"enterprise\"}".getBytes(UTF_8), "authorization", admin,
                "content-type", "application/json");
        assertThat(tier(http, admin).status()).isEqualTo(201);
        var edited = http.call("PATCH", "/v1/contacts/" + contact + "/attributes",
                "{\"values\": {\"Tier\": \"Gold\"}}".getBytes(UTF_8), "authorization", admin, "content-type",
                "application/json");
        assertThat(edited.status()).as(edited.text()).isEqualTo(200);
        return contact;
    }

    private static HttpCaller.Answered tier(HttpCaller http, String admin) {
        return http.post("/v1/attributes", "{\"label\": \"Tier\", \"type\": \"text\"}", "authorization", admin,
                "content-type", "application/json");
    }

    private static JsonNode job(HttpCaller http, String admin, String id) {
        return http.get("/v1/jobs/" + id, "authorization", admin).json();
    }

    private static JsonNode settled(HttpCaller http) {
        var settled = http.post("/local/settle", "{\"within\": \"PT60S\"}").json();
        assertThat(settled.at("/settled").asBoolean()).as(settled.toString()).isTrue();
        return settled;
    }

    private static void advance(HttpCaller http, String step) {
        http.post("/local/clock", "{\"advance\": \"" + step + "\"}");
    }

    private static void put(LocalSystem system, Job job) {
        try {
            table(system).write(List.of(Jobs.start(WS, job)));
        } catch (ConditionFailed e) {
            throw new AssertionError(e);
        }
    }

    private static Job find(LocalSystem system) {
        return Optional.of(new Jobs(table(system))).flatMap(jobs -> jobs.find(WS, ID, Instant.EPOCH)).orElseThrow();
    }

    private static Table table(LocalSystem system) {
        return new Table(Clients.of(Environment.of(system.variables())).dynamo(), system.template().table().name(),
                _ -> {});
    }
}
