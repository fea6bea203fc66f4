package kartei.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import kartei.api.json.Json;
import kartei.api.json.JsonReader;

/// The log of a process of its own, as Lambda would take it: one JSON object a line, nothing else, nothing personal. Metrics
/// are lines of the log.
class LoggingTest {
    private static List<String> out = List.of();
    private static List<String> err = List.of();

    @BeforeAll
    static void runAProcess(@TempDir Path folder) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                LoggingCall.class.getName());
        process.environment()
                .putAll(Map.of("POWERTOOLS_SERVICE_NAME", "kartei", "_X_AMZN_TRACE_ID",
                        "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1"));
        process.environment().put("POWERTOOLS_METRICS_NAMESPACE", "kartei");
        process.environment().remove("POWERTOOLS_METRICS_DISABLED");
        process.redirectOutput(folder.resolve("out").toFile()).redirectError(folder.resolve("err").toFile());
        assertThat(process.start().waitFor()).isZero();
        out = Files.readAllLines(folder.resolve("out"));
        err = Files.readAllLines(folder.resolve("err"));
    }

    @Test
    void eachLineIsAnObjectThatNamesFunctionRequestAndTrace() {
        var failed = line("a request failed");

        assertThat(failed).containsEntry("level", new Json.Text("ERROR"))
                .containsEntry("service", new Json.Text("kartei"))
                .containsEntry("function_name", new Json.Text("test"))
                .containsEntry("function_request_id", new Json.Text("invocation-1"))
                .containsEntry("correlation_id", new Json.Text("request-1"))
                .containsEntry("xray_trace_id", new Json.Text("1-5759e988-bd862e3fe1be46a994272793"))
                .containsEntry("route", new Json.Text("POST /v1/x/{id}"))
                .containsKeys("timestamp", "cold_start", "error");
        assertThat(line("the stream stopped")).containsEntry("level", new Json.Text("ERROR"))
                .containsEntry("function_request_id", new Json.Text("invocation-2"))
                .containsEntry("correlation_id", new Json.Text("invocation-2"))
                .containsEntry("sequenceNumber", new Json.Text("42"))
                .doesNotContainKey("route");
    }

    /// The document that CloudWatch makes a metric of: one value for each record that was followed.
    @Test
    void aBatchOfTheStreamTellsItsLagInMilliseconds() {
        var document = out.stream().filter(line -> line.contains("_aws")).findFirst().orElseThrow();

        assertThat(document).contains("""
                "CloudWatchMetrics":[{"Namespace":"kartei","Metrics":[{"Name":"StreamLag","Unit":"Milliseconds"}],\
                "Dimensions":[["Service"]]}]""").contains("\"StreamLag\":[7000.0,0.0]");
        assertThat(membersOf(document)).containsEntry("Service", new Json.Text("kartei"))
                .containsEntry("function_request_id", new Json.Text("invocation-2"))
                .containsOnlyKeys("_aws", "Service", "StreamLag", "function_request_id", "traceId");
    }

    @Test
    void theSweeperTellsHowJobsStand() {
        var document = out.stream().filter(line -> line.contains("OldestErasure")).findFirst().orElseThrow();

        assertThat(document).contains("\"Namespace\":\"kartei\"", "\"Dimensions\":[[\"Service\"]]");
        assertThat(membersOf(document)).containsEntry("Service", new Json.Text("kartei"))
                .containsOnlyKeys("_aws", "Service", "ActiveJobs", "StuckJobs", "StuckErasures", "OldestErasure",
                        "traceId");
        assertThat(document).contains("\"OldestErasure\":90000.0", "\"StuckErasures\":1.0", "\"StuckJobs\":2.0");
    }

    @Test
    void aRequestThatIsAnsweredLeavesNoLine() {
        assertThat(out).hasSize(6);
    }

    @Test
    void aPrimingThatFailsIsToldAndNoMore() {
        assertThat(line("primed")).containsEntry("level", new Json.Text("INFO"))
                .containsEntry("statuses", new Json.Text("[500]"));
    }

    @Test
    void nothingPersonalIsInIt() {
        assertThat(String.join("\n", out)).doesNotContain(LoggingCall.PERSONAL).doesNotContain("jo@");
    }

    @Test
    void nothingWarns() {
        assertThat(err).isEmpty();
    }

    private static Map<String, Json> membersOf(String line) {
        return ((Json.Obj) JsonReader.read(line.getBytes(StandardCharsets.UTF_8))).members();
    }

    private static Map<String, Json> line(String message) {
        return out.stream()
                .map(LoggingTest::membersOf)
                .filter(members -> new Json.Text(message).equals(members.get("message")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line says: " + message + ", among " + out));
    }
}
