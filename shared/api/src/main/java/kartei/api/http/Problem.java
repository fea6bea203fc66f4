package kartei.api.http;

import java.util.List;

import kartei.api.json.Json;
import kartei.domain.Fault;
import kartei.domain.Rejection;

/// The one place that knows which status and words a rejection deserves (RFC 9457). No `default`: a new case must be
/// answered here.
public final class Problem {
    private Problem() {}

    public static HttpResponse of(Rejection rejection, String traceId) {
        return switch (rejection) {
            case Rejection.Unauthenticated(var detail) ->
                answer("unauthenticated", "A valid token is needed", 401, detail, traceId, List.of())
                        .with("www-authenticate", "Bearer");
            case Rejection.Forbidden(var detail) -> answer("forbidden", "Not allowed", 403, detail, traceId, List.of());
            case Rejection.NotFound() ->
                answer("not-found", "No such thing", 404, "there is nothing here for you", traceId, List.of());
            case Rejection.FeatureNotInPlan(var feature) -> answer("feature-not-in-plan",
                    "The workspace's plan lacks this", 404, "the plan has no " + feature, traceId, List.of());
            case Rejection.MethodNotAllowed(var allowed) ->
                answer("method-not-allowed", "Not with this method", 405, "allowed are " + String.join(", ", allowed),
                        traceId, List.of()).with("allow", String.join(", ", allowed));
            case Rejection.Malformed(var detail) -> malformed(400, detail, traceId);
            case Rejection.UnsupportedMediaType(var detail) -> malformed(415, detail, traceId);
            case Rejection.BodyTooLarge() -> malformed(413, "the body is larger than 1 MiB", traceId);
            case Rejection.Invalid(var faults) ->
                answer("invalid", "The request breaks a rule", 422, said(faults), traceId, faults);
            case Rejection.Conflict conflict -> conflict(conflict, traceId);
            case Rejection.Stale() -> answer("stale", "Changed in the meantime", 412,
                    "it has changed since the version that If-Match names", traceId, List.of());
            case Rejection.IdempotencyMismatch() -> answer("idempotency-mismatch", "Another request had this key", 422,
                    "the Idempotency-Key was used with another body", traceId, List.of());
            case Rejection.NotEditable(var faults) ->
                answer("not-editable", "This may not be written", 403, said(faults), traceId, faults);
            case Rejection.Busy(var retryAfter) ->
                answer("busy", "Too much at this moment", 503, "others are in the way at this moment; try again",
                        traceId, List.of()).with("retry-after", Long.toString(Math.max(1, retryAfter.toSeconds())));
        };
    }

    /// Something went wrong that is not the caller's doing; says nothing of what.
    static HttpResponse ofDefect(String traceId) {
        return answer("internal", "Something went wrong here", 500, "it has been logged under this trace id", traceId,
                List.of());
    }

    private static HttpResponse malformed(int status, String detail, String traceId) {
        return answer("malformed", "The request cannot be read", status, detail, traceId, List.of());
    }

    private static HttpResponse conflict(Rejection.Conflict conflict, String traceId) {
        var body = body("conflict", "It does not fit what is there", 409, conflict.detail(), traceId, List.of());
        conflict.counts().forEach(body::put);
        return HttpResponse.problem(409, body);
    }

    private static HttpResponse answer(
            String name,
            String title,
            int status,
            String detail,
            String traceId,
            List<Fault> faults) {
        return HttpResponse.problem(status, body(name, title, status, detail, traceId, faults));
    }

    private static Json.Obj body(
            String name,
            String title,
            int status,
            String detail,
            String traceId,
            List<Fault> faults) {
        var body = Json.object()
                .put("type", "/problems/" + name)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("traceId", traceId);
        return faults.isEmpty() ? body : body.put("errors", Json.array(faults, Problem::fault));
    }

    private static Json fault(Fault fault) {
        return Json.object().put("pointer", fault.pointer()).put("message", fault.message());
    }

    private static String said(List<Fault> faults) {
        if (faults.size() != 1) {
            return faults.size() + " faults, see errors";
        }
        var fault = faults.getFirst();
        return (fault.pointer().isEmpty() ? "the body" : fault.pointer()) + " " + fault.message();
    }
}
