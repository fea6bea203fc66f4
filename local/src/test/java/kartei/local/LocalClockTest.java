package kartei.local;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import kartei.api.Clients;
import kartei.api.Environment;
import kartei.local.HttpCaller.Answered;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// The clock that all functions see can be moved forward, and everything that ends by time follows it.
class LocalClockTest {
    @Test
    void movesForwardAndStaysThereOverARestart(@TempDir Path folder) {
        var options = EchoSystem.options().withData(Optional.of(folder.resolve("data")));
        try (var system = LocalSystem.start(options); var http = new HttpCaller(system.url())) {
            move(http, "PT63H");
            assertThat(move(http, "PT1H")).isCloseTo(Instant.now().plus(Duration.ofHours(64)),
                    within(1, ChronoUnit.MINUTES));
        }
        try (var system = LocalSystem.start(options); var http = new HttpCaller(system.url())) {
            assertThat(now(http)).isCloseTo(Instant.now().plus(Duration.ofHours(64)), within(1, ChronoUnit.MINUTES));
        }
    }

    @Test
    void endsTokensAndMakesNewOnesForItsOwnTime() {
        try (var system = LocalSystem.start(EchoSystem.options()); var http = new HttpCaller(system.url())) {
            var before = system.token("admin", "w1");
            assertThat(http.get("/echo/1", "authorization", "Bearer " + before).status()).isEqualTo(200);

            move(http, "PT2H");

            assertThat(http.get("/echo/1", "authorization", "Bearer " + before).status()).isEqualTo(401);
            var after = http.get("/echo/1", "authorization", "Bearer " + system.token("admin", "w1"));
            assertThat(after.status()).isEqualTo(200);
            var at = Instant.ofEpochMilli(after.json().at("/requestContext/timeEpoch").asLong());
            assertThat(at).isCloseTo(Instant.now().plus(Duration.ofHours(2)), within(1, ChronoUnit.MINUTES));
        }
    }

    @Test
    void endsPresignedUrlsThoughTheirSignatureStillHolds() {
        try (var system = LocalSystem.start(EchoSystem.options()); var http = new HttpCaller(system.url())) {
            var files = new Files(Clients.of(Environment.of(system.variables())));
            assertThat(files.upload("one", http).status()).isEqualTo(200);
            var before = files.download("one");
            assertThat(files.get(before, http).text()).isEqualTo("content of one");

            move(http, "PT14M");
            assertThat(files.get(before, http).status()).isEqualTo(200);
            move(http, "PT2M");

            assertThat(files.get(before, http).status()).isEqualTo(403);
            assertThat(files.get(before, http).text()).contains("<Code>AccessDenied</Code>");
            assertThat(files.get(files.download("one"), http).text()).isEqualTo("content of one");
            assertThat(files.upload("two", http).status()).isEqualTo(200);
        }
    }

    private static Instant move(HttpCaller http, String step) {
        return Instant.parse(http.post("/local/clock", "{\"advance\": \"" + step + "\"}").json().at("/now").asText());
    }

    private static Instant now(HttpCaller http) {
        return Instant.parse(http.get("/local/health").json().at("/now").asText());
    }

    /// Objects reached by presigned URLs that hold for a quarter of an hour.
    private record Files(Clients clients) {
        private static final Duration VALID = Duration.ofMinutes(15);

        Answered upload(String key, HttpCaller http) {
            var signed = clients.presigner()
                    .presignPutObject(presign -> presign.signatureDuration(VALID)
                            .putObjectRequest(put -> put.bucket("Files").key(key).contentType("text/plain")));
            return http.call("PUT", signed.url().toString(), ("content of " + key).getBytes(UTF_8), "content-type",
                    "text/plain");
        }

        String download(String key) {
            return clients.presigner()
                    .presignGetObject(presign -> presign.signatureDuration(VALID)
                            .getObjectRequest(get -> get.bucket("Files").key(key)))
                    .url()
                    .toString();
        }

        Answered get(String url, HttpCaller http) {
            return http.get(url);
        }
    }
}
