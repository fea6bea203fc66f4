package kartei.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import tools.jackson.databind.json.JsonMapper;

/// A call that one fault happens to.
final class BrokenCall implements ExecutableHttpRequest {
    private static final int BAD_REQUEST = 400;
    private static final int UNAVAILABLE = 503;
    private static final JsonMapper JSON = new JsonMapper();

    private final ExecutableHttpRequest below;
    private final SentCall call;
    private final Fault fault;

    BrokenCall(SdkHttpClient client, HttpExecuteRequest request, SentCall call, Fault fault) {
        this.below = client.prepareRequest(request);
        this.call = call;
        this.fault = fault;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
        return switch (fault) {
            case Fault.NeverSent _ -> throw new IOException("injected: " + call + " was never sent");
            case Fault.CrashBefore _ -> throw new SimulatedCrash("before " + call);
            case Fault.AnswerLost _ -> {
                carryOut();
                throw new IOException("injected: the answer to " + call + " was lost");
            }
            case Fault.CrashAfter _ -> {
                carryOut();
                throw new SimulatedCrash("after " + call);
            }
            case Fault.Throttled _ -> throttled();
            case Fault.Conflict _ -> conflict();
            case Fault.Rival(var rival) -> {
                rival.run();
                yield below.call();
            }
        };
    }

    private void carryOut() throws IOException {
        var answer = below.call();
        if (answer.responseBody().isPresent()) {
            try (var body = answer.responseBody().get()) {
                body.readAllBytes();
            }
        }
    }

    private HttpExecuteResponse throttled() {
        return switch (call.service()) {
            case "DynamoDB" ->
                answer(BAD_REQUEST, error("com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",
                        "injected: " + call + " was throttled"));
            case "KMS" -> answer(BAD_REQUEST, error("ThrottlingException", "injected: " + call + " was throttled"));
            default -> answer(UNAVAILABLE, "<Error><Code>SlowDown</Code><Message>injected</Message></Error>");
        };
    }

    /// Cancelled for the first action; the others have nothing to say.
    private HttpExecuteResponse conflict() {
        var actions = JSON.readTree(call.body()).path("TransactItems").size();
        var codes = IntStream.range(0, actions).mapToObj(at -> at == 0 ? "TransactionConflict" : "None").toList();
        var body = JSON.createObjectNode();
        body.put("__type", "com.amazonaws.dynamodb.v20120810#TransactionCanceledException");
        body.put("message",
                codes.stream()
                        .collect(Collectors.joining(", ",
                                "Transaction cancelled, please refer cancellation reasons for specific reasons [",
                                "]")));
        var reasons = body.putArray("CancellationReasons");
        codes.forEach(code -> reasons.addObject().put("Code", code));
        return answer(BAD_REQUEST, body.toString());
    }

    private static String error(String type, String message) {
        return JSON.createObjectNode().put("__type", type).put("message", message).toString();
    }

    private static HttpExecuteResponse answer(int status, String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var head = SdkHttpResponse.builder()
                .statusCode(status)
                .putHeader("Content-Length", "" + bytes.length)
                .putHeader("Content-Type", body.startsWith("<") ? "application/xml" : "application/x-amz-json-1.0")
                .putHeader("x-amzn-RequestId", "injected")
                .build();
        return HttpExecuteResponse.builder()
                .response(head)
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
                .build();
    }

    @Override
    public void abort() {
        below.abort();
    }
}
