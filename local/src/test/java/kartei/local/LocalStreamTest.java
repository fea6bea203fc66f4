package kartei.local;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// What is written to the table reaches the template's stream function, and `settle` and `failures` tell of it.
class LocalStreamTest {

    @Test
    void bringsChangesToTheFunctionBeforeItIsSettled() {
        try (var system = LocalSystem.start(EchoSystem.options())) {
            var table = new EchoTable(system.variables());
            table.put("A1");
            table.put("B1");

            assertThat(system.settle(Duration.ofSeconds(20)).busy()).isEmpty();

            assertThat(table.timesSeen("A1")).isEqualTo(1);
            assertThat(table.timesSeen("B1")).isZero();
        }
    }

    @Test
    void isNotSettledWhileARecordIsRetriedAndListsItAfterwards() {
        try (var system = LocalSystem.start(EchoSystem.options()); var http = new HttpCaller(system.url())) {
            var table = new EchoTable(system.variables());
            table.put("A bad one");

            var early = http.post("/local/settle", "{\"within\": \"PT0.1S\"}").json();
            var late = http.post("/local/settle", "{\"within\": \"PT30S\"}").json();

            assertThat(early.at("/settled").asBoolean()).isFalse();
            assertThat(early.at("/busy").toString()).contains("RecordingFunctionChanged");
            assertThat(late.at("/settled").asBoolean()).isTrue();
            var failure = http.get("/local/failures").json().at("/items/0");
            assertThat(failure.at("/function").asText()).isEqualTo("RecordingFunction");
            assertThat(failure.at("/reason").asText()).isEqualTo("RetryAttemptsExhausted");
            assertThat(failure.at("/record/eventName").asText()).isEqualTo("INSERT");
            assertThat(failure.toString()).doesNotContain("A bad one");
            assertThat(http.get("/local/health").json().at("/failures").asInt()).isEqualTo(1);
        }
    }
}
