package kartei.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import kartei.domain.Fault;
import kartei.domain.Rejection;

/// Every way to say no, as a caller sees it (RFC 9457; api.md, Conventions).
class ProblemTest {
    private static final List<Fault> FAULTS = List.of(new Fault("/values/email", "is no address"),
            new Fault("/a~1b", "is not known here"));

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isAnswered(Rejection rejection, int status, String name, Map<String, String> headers, String more) {
        var answer = Problem.of(rejection, "trace-1");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers()).containsAllEntriesOf(headers)
                .containsEntry("content-type", "application/problem+json")
                .containsEntry("cache-control", "no-store")
                .doesNotContainKey("etag");
        assertThat(answer.body().orElseThrow()).matches("\\{\"type\":\"/problems/" + name
                + "\",\"title\":\"[^\"]+\",\"status\":" + status + ",\"detail\":\"[^\"]+\",\"traceId\":\"trace-1\".*}")
                .contains(more);
    }

    static Stream<Arguments> isAnswered() {
        return Stream.of(
                arguments(new Rejection.Unauthenticated("there is no bearer token"), 401, "unauthenticated",
                        Map.of("www-authenticate", "Bearer"), "there is no bearer token"),
                arguments(new Rejection.Forbidden("the role agent may not do this"), 403, "forbidden", Map.of(),
                        "the role agent"),
                arguments(new Rejection.NotFound(), 404, "not-found", Map.of(), ""),
                arguments(new Rejection.FeatureNotInPlan("vip"), 404, "feature-not-in-plan", Map.of(), "vip"),
                arguments(new Rejection.MethodNotAllowed(List.of("GET", "PUT")), 405, "method-not-allowed",
                        Map.of("allow", "GET, PUT"), "GET, PUT"),
                arguments(new Rejection.Malformed("text after the end"), 400, "malformed", Map.of(), "text after"),
                arguments(new Rejection.UnsupportedMediaType("must be JSON"), 415, "malformed", Map.of(), "must be"),
                arguments(new Rejection.BodyTooLarge(), 413, "malformed", Map.of(), "1 MiB"),
                arguments(new Rejection.Invalid(FAULTS), 422, "invalid", Map.of(),
                        "\"errors\":[{\"pointer\":\"/values/email\",\"message\":\"is no address\"},"
                                + "{\"pointer\":\"/a~1b\",\"message\":\"is not known here\"}]"),
                arguments(new Rejection.Invalid(List.of(new Fault("", "must be a JSON object"))), 422, "invalid",
                        Map.of(), "\"detail\":\"the body must be a JSON object\""),
                arguments(new Rejection.Conflict("contacts use the option", Map.of("contacts", 12L)), 409, "conflict",
                        Map.of(), "\"contacts\":12"),
                arguments(new Rejection.Stale(), 412, "stale", Map.of(), ""),
                arguments(new Rejection.IdempotencyMismatch(), 422, "idempotency-mismatch", Map.of(), ""),
                arguments(new Rejection.NotEditable(FAULTS.subList(0, 1)), 403, "not-editable", Map.of(),
                        "\"errors\":[{\"pointer\":\"/values/email\""),
                arguments(new Rejection.Busy(Duration.ofSeconds(3)), 503, "busy", Map.of("retry-after", "3"), ""),
                arguments(new Rejection.Busy(Duration.ofMillis(3)), 503, "busy", Map.of("retry-after", "1"), ""));
    }

    @Test
    void noRejectionIsLeftOut() {
        var answered = isAnswered().map(row -> String.valueOf(row.get()[0]).replaceFirst("\\[.*", "")).distinct();

        assertThat(answered).containsExactlyInAnyOrderElementsOf(
                Arrays.stream(Rejection.class.getPermittedSubclasses()).map(Class::getSimpleName).toList());
    }

    @Test
    void aDefectSaysNothingOfItself() {
        var answer = Problem.ofDefect("trace-1");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body().orElseThrow()).contains("/problems/internal", "trace-1");
    }
}
