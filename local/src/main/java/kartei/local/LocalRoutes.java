package kartei.local;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import kartei.api.Ids;
import kartei.api.http.HttpResponse;
import kartei.api.http.Problem;
import kartei.api.json.Body;
import kartei.api.json.Json;
import kartei.api.json.JsonReader;
import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.Rejection;
import kartei.local.gateway.Answer;
import kartei.local.gateway.Call;
import kartei.local.stream.Failure;
import kartei.local.stream.Failures;

/// The routes that only the local system has (spec: local), without authorisation: to this machine only, but for the issuer's
/// documents, which containers read as well.
final class LocalRoutes {
    private final Map<String, Function<Call, HttpResponse>> routes;
    private final Ids ids;

    LocalRoutes(LocalControls controls, Health health, Failures failures, IssuerDocuments documents, Ids ids) {
        this.ids = ids;
        this.routes = Map.of("POST /local/token", call -> HttpResponse.of(200, controls.token(body(call))),
                "POST /local/clock", call -> HttpResponse.of(200, controls.clock(body(call))), "POST /local/settle",
                call -> HttpResponse.of(200, controls.settle(body(call))), "GET /local/health",
                _ -> HttpResponse.of(200, health.report()), "GET /local/failures",
                _ -> HttpResponse.of(200, failures(failures)), "GET /.well-known/openid-configuration",
                _ -> HttpResponse.of(200, documents.configuration()), "GET /.well-known/jwks.json",
                _ -> HttpResponse.of(200, documents.keys()));
    }

    /// The answer, or nothing when the call is for the gateway.
    Optional<Answer> answer(Call call) {
        var allowed = routes.keySet()
                .stream()
                .filter(route -> route.endsWith(" " + call.path()))
                .map(route -> route.substring(0, route.indexOf(' ')))
                .toList();
        if (allowed.isEmpty() || (call.path().startsWith("/local/") && !call.from().isLoopbackAddress())) {
            return Optional.empty();
        }
        try {
            var route = Optional.ofNullable(routes.get(call.method() + " " + call.path()))
                    .orElseThrow(() -> new Rejected(new Rejection.MethodNotAllowed(allowed)));
            return Optional.of(Answer.of(route.apply(call)));
        } catch (Rejected no) {
            return Optional.of(Answer.of(Problem.of(no.rejection(), ids.next())));
        }
    }

    private static Body body(Call call) {
        if (call.body().length > Limits.BODY_BYTES_MAX) {
            throw new Rejected(new Rejection.BodyTooLarge());
        }
        return Body.of(JsonReader.read(call.body()));
    }

    private static Json failures(Failures failures) {
        return Json.object().put("items", failures.list().stream().map(LocalRoutes::failure).toList());
    }

    private static Json failure(Failure failure) {
        var record = Json.object()
                .put("shardId", failure.shard())
                .put("sequenceNumber", failure.sequence())
                .put("eventId", failure.eventId())
                .put("eventName", failure.eventName())
                .put("writtenAt", failure.writtenAt());
        return Json.object().put("function", failure.function()).put("reason", failure.reason()).put("record", record);
    }
}
