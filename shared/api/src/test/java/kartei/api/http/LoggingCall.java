package kartei.api.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;

import kartei.api.job.JobGauges;
import kartei.api.json.Json;
import kartei.api.stream.StreamFunction;
import kartei.domain.Plan;
import kartei.domain.Role;
import kartei.testkit.TestContext;

/// A process of its own that does what is logged: requests and records that fail, a priming that cannot,
/// jobs that are stuck.
final class LoggingCall {
    static final String PERSONAL = "jo@example.com";
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00.250Z");

    private LoggingCall() {}

    public static void main(String[] arguments) {
        var function = new TestFunction(Plan.STANDARD,
                Route.post("/v1/x/{id}", Access.inEveryPlan(Role.ADMIN), request -> {
                    throw new IllegalStateException("a defect of " + request.body() + request.caller() + request);
                }), Route.get("/v1/x", Access.withoutToken(), request -> HttpResponse.noContent()));
        function.call(Call.of("POST", "/v1/x/{id}")
                .at("/v1/x/" + PERSONAL, Map.of("id", PERSONAL))
                .query("value=" + PERSONAL)
                .claims(Map.of("sub", PERSONAL, "name", PERSONAL, "workspace", "acme", "role", "admin"))
                .json("{\"email\": \"" + PERSONAL + "\"}")
                .header("x-note", PERSONAL));
        function.call(Call.of("GET", "/v1/x"));
        Gate broken = ws -> {
            throw new IllegalStateException("no table");
        };
        new TestFunction(broken,
                Route.get("/v1/y", Access.inEveryPlan(Role.ADMIN),
                        request -> HttpResponse.ok(Json.object().put("name", request.workspace().settings().name()))))
                .priming()
                .prime();
        stream();
        new JobGauges(7, 2, 1, Duration.ofHours(25)).tell();
    }

    /// Two changes that are followed, one of them by a clock that is behind, and one that cannot be.
    private static void stream() {
        var event = new DynamodbEvent();
        event.setRecords(List.of(record("40", 7), record("41", -1), record("42", 3)));
        new Failing().handleRequest(event, new TestContext("invocation-2"));
    }

    private static DynamodbEvent.DynamodbStreamRecord record(String sequence, int secondsAgo) {
        var record = new DynamodbEvent.DynamodbStreamRecord();
        record.setDynamodb(new StreamRecord().withSequenceNumber(sequence)
                .withApproximateCreationDateTime(Date.from(NOW.minusSeconds(secondsAgo)))
                .withKeys(Map.of("PK", new AttributeValue("P"), "SK", new AttributeValue(sequence)))
                .withNewImage(Map.of("email", new AttributeValue(PERSONAL))));
        return record;
    }

    /// Fails at one record.
    private static final class Failing extends StreamFunction {
        Failing() {
            super(() -> NOW, change -> {
                if (change.sk().equals("42")) {
                    throw new IllegalStateException("a defect of " + change);
                }
            });
        }
    }
}
