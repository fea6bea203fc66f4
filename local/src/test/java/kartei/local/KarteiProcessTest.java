package kartei.local;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.core.exception.SdkException;

import static org.assertj.core.api.Assertions.assertThat;

/// The system as a process: what it says, how it ends, and that being killed loses nothing.
class KarteiProcessTest {
    @TempDir
    private Path folder;

    @Test
    void saysWhatItStartedAndEndsCleanlyWhenItIsAsked() throws Exception {
        try (var kartei = KarteiProcess.start(folder)) {
            var url = kartei.ready();

            assertThat(kartei.said()).last().isEqualTo("ready " + url);
            assertThat(String.join("\n", kartei.said())).containsSubsequence("Table", "Files", "EchoFunction",
                    folder.toString(), url.toString(), "./kartei token --role admin --port " + url.getPort(), "curl");
            kartei.terminate();
            assertThat(kartei.exitCode()).isZero();
            assertThat(kartei.errors()).isEmpty();
        }
    }

    @Test
    void saysInOneLineWhyItCannotStart() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var kartei = KarteiProcess.run("start", "--in-memory", "--port", "" + taken.getLocalPort(),
                        "--template", EchoSystem.template().toString())) {
            assertThat(kartei.exitCode()).isEqualTo(1);
            assertThat(kartei.output()).isEmpty();
            assertThat(kartei.errors()).startsWith("kartei: ").containsOnlyOnce("\n").endsWith("\n").contains("in use");
        }
    }

    @Test
    void givesATokenOfTheRunningSystemAndNothingElse() throws Exception {
        try (var system = LocalSystem.start(EchoSystem.options());
                var http = new HttpCaller(system.url());
                var kartei = KarteiProcess.run("token", "--role=agent", "--port", "" + system.url().getPort())) {
            assertThat(kartei.exitCode()).isZero();
            var token = kartei.output().strip();
            var event = http.get("/echo/1", "authorization", "Bearer " + token).json();
            assertThat(event.at("/requestContext/authorizer/jwt/claims/workspace").asText()).isEqualTo("demo");
            assertThat(event.at("/requestContext/authorizer/jwt/claims/role").asText()).isEqualTo("agent");
        }
        try (var kartei = KarteiProcess.run("token", "--role", "agent", "--port", "1")) {
            assertThat(kartei.exitCode()).isEqualTo(1);
            assertThat(kartei.errors()).contains("no system answers");
        }
    }

    @Test
    void fillsAWorkspaceToLookAtAndNothingTwice() throws Exception {
        try (var system = LocalSystem.start(LocalOptions.inMemory()); var http = new HttpCaller(system.url())) {
            for (int time = 0; time < 2; time++) {
                try (var kartei = KarteiProcess.run("demo", "--port", "" + system.url().getPort())) {
                    assertThat(kartei.exitCode()).as(kartei.errors()).isZero();
                    assertThat(kartei.output()).contains("8 contacts on 4 channels");
                }
            }
            http.post("/local/settle", "{\"within\": \"PT60S\"}");
            var agent = "Bearer " + http.post("/local/token", "{\"workspace\": \"demo\", \"role\": \"agent\"}")
                    .json()
                    .at("/token")
                    .asText();
            var queue = http.get("/v1/conversations", "authorization", agent).json().at("/items");
            assertThat(queue).hasSize(6);
            assertThat(queue.at("/0/score").asInt()).isEqualTo(1);
            assertThat(http.get("/v1/contacts", "authorization", agent).json().at("/items")).hasSize(8);
            assertThat(http.get("/v1/conversations?status=resolved", "authorization", agent).json().at("/items"))
                    .hasSize(1);
        }
    }

    @Test
    void losesNothingThatItAcknowledgedWhenItIsKilled() throws Exception {
        var acknowledged = new ConcurrentLinkedQueue<String>();
        writeUntilKilled("A1", acknowledged, 80);
        writeUntilKilled("A2", acknowledged, 120);

        try (var kartei = KarteiProcess.start(folder); var http = new HttpCaller(kartei.ready())) {
            assertThat(http.post("/local/settle", "{\"within\": \"PT60S\"}").json().at("/settled").asBoolean())
                    .isTrue();
            var table = new EchoTable(variables(http));
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(200).allSatisfy(key -> {
                assertThat(table.holds(key)).as(key).isTrue();
                assertThat(table.timesSeen(key)).as(key).isPositive();
            });
        }
    }

    /// Four writers at once; the kill comes in the middle of their writes.
    private void writeUntilKilled(String prefix, Queue<String> acknowledged, int writes) throws Exception {
        try (var kartei = KarteiProcess.start(folder);
                var http = new HttpCaller(kartei.ready());
                var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            var table = new EchoTable(variables(http));
            var enough = new CountDownLatch(writes);
            for (var writer = 0; writer < 4; writer++) {
                var keys = prefix + "-" + writer + "-";
                writers.execute(() -> write(table, keys, acknowledged, enough));
            }
            enough.await();
            kartei.kill();
            assertThat(kartei.exitCode()).isNotZero();
        }
    }

    private static void write(EchoTable table, String keys, Queue<String> acknowledged, CountDownLatch enough) {
        try {
            for (var number = 0;; number++) {
                table.put(keys + number);
                acknowledged.add(keys + number);
                enough.countDown();
            }
        } catch (SdkException killed) {
            assertThat(enough.getCount()).isZero();
        }
    }

    private static Map<String, String> variables(HttpCaller http) {
        var endpoint = http.get("/local/health").json().at("/dynamodb/endpoint").asText();
        return Map.of("AWS_ENDPOINT_URL_DYNAMODB", endpoint, "AWS_REGION", "us-east-1", "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "localsecret");
    }
}
