package kartei.api.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import kartei.domain.Rejected;
import kartei.domain.workspace.Workspace;

/// From an event to an answer: finds the route, checks token, plan and role in that order, lets the route answer, and turns
/// a rejection into a problem.
final class Dispatch {
    private static final Logger LOG = LoggerFactory.getLogger(HttpFunction.class);

    private final Edge edge;
    private final Map<String, Route> routes = new LinkedHashMap<>();

    Dispatch(Edge edge, List<Route> routes) {
        this.edge = edge;
        for (var route : routes) {
            if (this.routes.put(route.key(), route) != null) {
                throw new IllegalArgumentException("two routes are " + route.key());
            }
        }
    }

    List<Route> routes() {
        return List.copyOf(routes.values());
    }

    Caller.ClaimNames claimNames() {
        return edge.claimNames();
    }

    APIGatewayV2HTTPResponse respond(APIGatewayV2HTTPEvent event, String traceId) {
        var response = answer(event, traceId);
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(response.status())
                .withHeaders(response.headers())
                .withBody(response.body().orElse(""))
                .build();
    }

    private HttpResponse answer(APIGatewayV2HTTPEvent event, String traceId) {
        try {
            return routed(event, traceId);
        } catch (Rejected no) {
            return Problem.of(no.rejection(), traceId);
        } catch (RuntimeException defect) {
            LOG.atError().addKeyValue("route", event.getRouteKey()).setCause(defect).log("a request failed");
            return Problem.ofDefect(traceId);
        }
    }

    private HttpResponse routed(APIGatewayV2HTTPEvent event, String traceId) {
        var route = Optional.ofNullable(routes.get(Optional.ofNullable(event.getRouteKey()).orElse("")))
                .orElseThrow(() -> new IllegalStateException(
                        "the gateway sends a route that is not in the code: " + event.getRouteKey()));
        if (!route.access().needsToken()) {
            var request = request(event, route, Optional.empty(), none(), traceId);
            return route.start().read(request).answer(request);
        }
        var caller = Tokens.callerOf(event, edge);
        var opening = CompletableFuture.supplyAsync(() -> edge.gate().open(caller.workspace()),
                task -> Thread.ofVirtual().start(task));
        try {
            var answer = checked(route, request(event, route, Optional.of(caller), opening, traceId), caller);
            return route.isRead() ? answer.unlessHad(HttpRequest.headerOf(event, "if-none-match")) : answer;
        } finally {
            ended(opening);
        }
    }

    /// Waits for a read that nobody asked for in the end: nothing may go on behind the answer.
    private static void ended(CompletableFuture<?> reading) {
        reading.handle((result, failure) -> true).join();
    }

    /// The route's reads run beside the check of plan and role; the check's answer goes first, whatever became of the reads,
    /// and nothing is written before it.
    private static HttpResponse checked(Route route, HttpRequest request, Caller caller) {
        var started = started(route, request);
        route.access().check(caller, request::workspace);
        return started.get().answer(request);
    }

    private static Supplier<Route.Action> started(Route route, HttpRequest request) {
        try {
            var action = route.start().read(request);
            return () -> action;
        } catch (RuntimeException failure) {
            return () -> {
                throw failure;
            };
        }
    }

    private HttpRequest request(
            APIGatewayV2HTTPEvent event,
            Route route,
            Optional<Caller> caller,
            CompletableFuture<Workspace> workspace,
            String traceId) {
        return new HttpRequest(event, route, caller, () -> joined(workspace), edge.cursors(), traceId,
                edge.clock().instant());
    }

    private static CompletableFuture<Workspace> none() {
        return CompletableFuture.failedFuture(new IllegalStateException("a route without a token has no workspace"));
    }

    private static Workspace joined(CompletableFuture<Workspace> workspace) {
        try {
            return workspace.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
