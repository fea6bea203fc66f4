package kartei.api.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import kartei.testkit.TestContext;
import kartei.domain.Plan;
import kartei.domain.Rejected;
import kartei.domain.Rejection;
import kartei.domain.WorkspaceId;
import kartei.domain.attribute.Attributes;
import kartei.domain.link.Linking;
import kartei.domain.rule.Rules;
import kartei.domain.workspace.Workspace;
import kartei.domain.workspace.WorkspaceSettings;

/// A function with routes of a test's own, in front of workspaces that have the plan that the test names.
final class TestFunction extends HttpFunction {
    static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    TestFunction(Plan plan, Route... routes) {
        this(plan, new CountDownLatch(0), routes);
    }

    /// Workspaces open when `opened` has come to 0.
    TestFunction(Plan plan, CountDownLatch opened, Route... routes) {
        super(edge(ws -> {
            await(opened);
            return workspace(ws, plan);
        }), List.of(routes));
    }

    TestFunction(Gate gate, Route... routes) {
        super(edge(gate), List.of(routes));
    }

    private static Edge edge(Gate gate) {
        return new Edge(TestFunction::claims, new Caller.ClaimNames("workspace", "role"), gate,
                new Cursors((ws, purpose, texts) -> "%043d"
                        .formatted(Math.abs((ws + purpose + List.of(texts)).hashCode() % 1_000_000_000))),
                () -> NOW);
    }

    /// The token is the role.
    private static Map<String, String> claims(String token) {
        if (token.equals("bad")) {
            throw new Rejected(new Rejection.Unauthenticated("the token does not hold"));
        }
        return Map.of("sub", "u-1", "workspace", "acme", "role", token, "scope", "messages:write");
    }

    static Workspace workspace(WorkspaceId ws, Plan plan) {
        return new Workspace(ws, new WorkspaceSettings("Acme", plan, 0, 0, Optional.empty(), Linking.NONE, 0),
                Attributes.of(0, List.of(), List.of()), Map.of(), Rules.AT_START);
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Reply call(Call call) {
        var answer = handleRequest(call.event(), new TestContext("invocation-1"));
        return new Reply(answer.getStatusCode(), answer.getHeaders(), answer.getBody());
    }

    /// What came back.
    record Reply(int status, Map<String, String> headers, String body) {}

    /// A place for what a route was given.
    static <T> AtomicReference<@Nullable T> seen() {
        return new AtomicReference<>();
    }
}
