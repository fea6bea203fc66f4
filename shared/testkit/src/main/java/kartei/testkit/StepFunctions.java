package kartei.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// LocalStack's Step Functions, an interpreter of state machines that is not ours. Tasks are answered by a file of mocked
/// responses (`SFN_MOCK_CONFIG`).
public final class StepFunctions implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long PATIENCE_NANOS = Duration.ofMinutes(3).toNanos();

    private final LocalStack container;
    private final URI endpoint;
    private final HttpClient http = HttpClient.newHttpClient();

    private StepFunctions(LocalStack container) {
        this.container = container;
        this.endpoint = container.endpoints().dynamo();
    }

    /// Starts it with these mocked responses; fails where there is no image.
    public static StepFunctions start(String mocks) {
        return new StepFunctions(LocalStack.stepFunctions(mocks));
    }

    /// Makes a state machine; says its ARN.
    public String make(String name, String definition) {
        var request = JSON.createObjectNode()
                .put("name", name)
                .put("definition", definition)
                .put("roleArn", "arn:aws:iam::000000000000:role/none");
        return call("CreateStateMachine", request).path("stateMachineArn").asString();
    }

    /// Starts an execution that is answered by a test case of the mocked responses.
    public String execute(String machine, String testCase, String input) {
        var request = JSON.createObjectNode().put("stateMachineArn", machine + "#" + testCase).put("input", input);
        return call("StartExecution", request).path("executionArn").asString();
    }

    /// The names of the states that an execution entered until its end.
    public List<String> path(String execution) {
        var request = JSON.createObjectNode().put("executionArn", execution).put("maxResults", 1_000);
        var deadline = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < deadline) {
            var path = new ArrayList<String>();
            for (var event : call("GetExecutionHistory", request).path("events")) {
                var entered = event.path("stateEnteredEventDetails").path("name").asString("");
                if (!entered.isEmpty()) {
                    path.add(entered);
                }
                if (event.path("type").asString().matches("Execution(Succeeded|Failed|TimedOut|Aborted)")) {
                    return path;
                }
            }
        }
        throw new AssertionError("the execution does not end");
    }

    private JsonNode call(String operation, JsonNode request) {
        var post = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "AWSStepFunctions." + operation)
                .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
                .build();
        try {
            var answer = http.send(post, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(operation + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(operation, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(operation, e);
        }
    }

    @Override
    public void close() {
        http.close();
        container.close();
    }
}
