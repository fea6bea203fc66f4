package kartei.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.api.json.Json;
import kartei.domain.Attempt;
import kartei.domain.Limits;
import kartei.domain.Page;
import kartei.domain.Plan;
import kartei.domain.Role;

/// What a route is given of a request: body, path, headers, attempt, page.
class HttpRequestTest {
    private static final Access ANYBODY = Access.inEveryPlan(Role.values());

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            content type                               | body     | status
            application/json                           | {"a":1}  | 200
            Application/JSON                           | {"a":1}  | 200
            application/json; charset=utf-8            | {"a":1}  | 200
            application/json;charset="UTF-8"           | {"a":1}  | 200
            application/json ; version=1               | {"a":1}  | 200
            application/merge-patch+json               | {"a":1}  | 200
            application/json; charset=iso-8859-1       | {"a":1}  | 415
            application/jsonp                          | {"a":1}  | 415
            text/json                                  | {"a":1}  | 415
            text/plain                                 | {"a":1}  | 415
            x+json                                     | {"a":1}  | 415
            application/x-www-form-urlencoded          | a=1      | 415
            multipart/form-data; boundary=x            | {"a":1}  | 415
            ``                                         | {"a":1}  | 415
            -                                          | {"a":1}  | 415
            text/plain                                 | -        | 415
            application/json                           | -        | 400
            -                                          | -        | 400
            application/json                           | {"a":1   | 400
            application/json                           | [1]      | 422
            application/json                           | {"b":1}  | 422
            """)
    void wantsJson(@Nullable String type, @Nullable String body, int status) {
        var function = function(Route.post("/x", ANYBODY, request -> {
            var members = request.body();
            members.integer("a");
            members.check();
            return HttpResponse.ok(Json.object());
        }));
        var call = Call.of("POST", "/x").as("admin");
        var typed = type == null ? call : call.header("Content-Type", type);

        var reply = function.call(body == null ? typed : typed.body(body));

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body().contains("/problems/malformed")).isEqualTo(status == 400 || status == 415);
    }

    @Test
    void readsABodyInBase64() {
        var text = "{\"a\":\"é😀\"}";
        var sent = Base64.getEncoder().encodeToString(text.getBytes(UTF_8));

        assertThat(echo().call(json().base64(sent)).body()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1}", "eyJhIjoxfQ=", "%%%", "eyJ h"})
    void refusesABodyThatIsNotTheBase64ItIsSaidToBe(String body) {
        assertThat(echo().call(json().base64(body)).status()).isEqualTo(400);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        var sent = Base64.getEncoder().encodeToString(new byte[]{'"', (byte) 0xff, '"'});

        assertThat(echo().call(json().base64(sent)).status()).isEqualTo(400);
        assertThat(echo().call(json().body("\"\ud83d\"")).status()).isEqualTo(400);
    }

    @Test
    void takesAMebibyteAndNoMore() {
        var most = "\"" + "x".repeat(Limits.BODY_BYTES_MAX - 2) + "\"";
        var wide = "\"" + "é".repeat(Limits.BODY_BYTES_MAX / 2) + "\"";

        assertThat(echo().call(json().body(most)).status()).isEqualTo(200);
        assertThat(echo().call(json().body(most + " ")).status()).isEqualTo(413);
        assertThat(echo().call(json().body(wide)).status()).isEqualTo(413);
    }

    @Test
    void givesPathParametersAsTheGatewayHasDecodedThem() {
        var function = function(Route.get("/v1/channels/{id}", ANYBODY, request -> HttpResponse
                .ok(Json.object().put("id", request.path("id")).put("none", request.path("x")))));

        var reply = function.call(
                Call.of("GET", "/v1/channels/{id}").at("/v1/channels/a%b é+c", Map.of("id", "a%b é+c")).as("admin"));

        assertThat(reply.body()).isEqualTo("{\"id\":\"a%b é+c\",\"none\":\"\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            key       | status
            -         | 204
            a         | 200
            !         | 200
            ~         | 200
            a-b_c:1,2 | 200
            "quoted"  | 200
            ``        | 400
            `a b`     | 400
            ` a`      | 400
            é         | 400
            a\tb      | 400
            """)
    void anIdempotencyKeyHasVisibleAsciiCharacters(@Nullable String key, int status) {
        var call = json().body("{}");

        assertThat(attempts().call(key == null ? call : call.header("Idempotency-Key", key)).status())
                .isEqualTo(status);
    }

    @Test
    void anIdempotencyKeyHasUpTo255Characters() {
        assertThat(attempts().call(json().body("{}").header("idempotency-key", "x".repeat(255))).status())
                .isEqualTo(200);
        assertThat(attempts().call(json().body("{}").header("idempotency-key", "x".repeat(256))).status())
                .isEqualTo(400);
    }

    @Test
    void theSameJsonIsTheSameAttempt() {
        assertThat(attempt("{\"a\":1,\"b\":[1.0,\"é\"]}")).isEqualTo(attempt(" {\"b\":[1,\"\\u00e9\"], \"a\":1e0}"));
        assertThat(attempt("{\"a\":1}")).isNotEqualTo(attempt("{\"a\":\"1\"}"));
        assertThat(attempt("{\"a\":null}")).isNotEqualTo(attempt("{}"));
        assertThat(attempt("{\"a\":[1,2]}")).isNotEqualTo(attempt("{\"a\":[2,1]}"));
    }

    @Test
    void anAttemptIsOfItsCallerRouteAndTarget() {
        var one = json().body("{}").header("idempotency-key", "k");

        assertThat(attemptOf(one)).isEqualTo(attemptOf(one));
        assertThat(attemptOf(one)).isNotEqualTo(attemptOf(one.as("agent")));
        assertThat(attemptOf(one)).isNotEqualTo(attemptOf(one.at("/x", Map.of("id", "1"))));
        assertThat(attemptOf(one)).isNotEqualTo(attemptOf(one.header("idempotency-key", "l")));
    }

    @Test
    void aPostWithoutABodyMayBeAnAttempt() {
        var call = Call.of("POST", "/x").as("admin").header("idempotency-key", "k");

        assertThat(attempts().call(call).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            query        | limit
            ``           | 50
            limit=1      | 1
            limit=200    | 200
            limit=0      | -
            limit=201    | -
            limit=-1     | -
            limit=+5     | -
            limit=5.0    | -
            limit=1e2    | -
            limit=٥      | -
            limit=       | -
            limit=all    | -
            limit=99999  | -
            limit=5&limit=6 | -
            Limit=5      | 50
            """)
    void aPageHas50ItemsOrAsManyAsAskedForUpTo200(String query, @Nullable Integer limit) {
        var function = function(Route.get("/x", ANYBODY,
                request -> HttpResponse.ok(Json.object().put("limit", request.page().limit()))));

        var reply = function.call(Call.of("GET", "/x").as("admin").query(query));

        if (limit == null) {
            assertThat(reply.status()).isEqualTo(422);
            assertThat(reply.body()).contains("\"pointer\":\"/limit\"");
        } else {
            assertThat(reply.body()).isEqualTo("{\"limit\":" + limit + "}");
        }
    }

    @Test
    void theNextPageIsACursorAndALinkThatKeepsTheRestOfTheQuery() {
        var first = list().call(Call.of("GET", "/x").as("admin").query("group=vip&limit=1&value=a%20b%26c"));
        var cursor = first.body().replaceAll(".*\"next\":\"([^\"]+)\".*", "$1");

        assertThat(first.headers().get("link"))
                .isEqualTo("</x?group=vip&limit=1&value=a%20b%26c&cursor=" + cursor + ">; rel=\"next\"");

        var second = list().call(Call.of("GET", "/x").as("admin").query("group=vip&cursor=" + cursor));
        assertThat(second.body()).isEqualTo("{\"items\":[{\"start\":\"1\"}]}");
        assertThat(second.headers()).doesNotContainKey("link");
        assertThat(list().call(Call.of("GET", "/x").as("admin").query("cursor=" + cursor)).status()).isEqualTo(400);
        assertThat(list().call(Call.of("GET", "/x").as("admin").query("group=vip&cursor=x" + cursor)).status())
                .isEqualTo(400);
    }

    @Test
    void aLinkHoldsOnlyWhatAHeaderMay() {
        var reply = list().call(Call.of("GET", "/x").at("/v1/é ö\">;\r\n?/x", Map.of()).as("admin").query("a=<b>\"é"));

        assertThat(reply.headers().get("link")).matches(
                "</v1/%C3%A9%20%C3%B6%22%3E;%0D%0A%3F/x\\?a=%3Cb%3E%22%C3%A9&cursor=[A-Za-z0-9_-]+>; rel=\"next\"");
    }

    @Test
    void aSegmentIsEncodedWhole() {
        assertThat(Uris.segment("a/b?c#d%é ~-._")).isEqualTo("a%2Fb%3Fc%23d%25%C3%A9%20~-._");
    }

    @Test
    void doesNotPrintWhatItCarries() {
        var printed = TestFunction.<String>seen();
        var function = function(Route.post("/x", ANYBODY, request -> {
            printed.set(request + " " + request.attempt() + " " + request.body() + " " + request.caller());
            return HttpResponse.ok(Json.object().put("email", "jo@example.com"));
        }));

        function.call(
                json().body("{\"jo@example.com\":\"jo@example.com\"}").header("idempotency-key", "jo@example.com"));

        assertThat(printed.get()).contains("POST /x").doesNotContain("jo@");
    }

    private static TestFunction list() {
        return function(Route.get("/x", ANYBODY, request -> {
            var group = request.query("group").orElse("");
            var page = request.page(group);
            var items = List.<Json>of(Json.object().put("start", page.start().orElse("0")));
            return request.answer(new Page<>(items, page.start().isPresent() ? Optional.empty() : Optional.of("1")),
                    group);
        }));
    }

    private static TestFunction echo() {
        return function(Route.post("/x", ANYBODY, request -> HttpResponse.ok(request.json())));
    }

    private static TestFunction attempts() {
        return function(Route.post("/x", ANYBODY,
                request -> request.attempt().isPresent() ? HttpResponse.ok(Json.object()) : HttpResponse.noContent()));
    }

    private static Attempt attempt(String body) {
        return attemptOf(json().body(body).header("idempotency-key", "k"));
    }

    private static Attempt attemptOf(Call call) {
        var seen = TestFunction.<Attempt>seen();
        function(Route.post("/x", ANYBODY, request -> {
            seen.set(request.attempt().orElseThrow());
            return HttpResponse.noContent();
        })).call(call);
        return Optional.ofNullable(seen.get()).orElseThrow();
    }

    private static Call json() {
        return Call.of("POST", "/x").as("admin").header("content-type", "application/json");
    }

    private static TestFunction function(Route route) {
        return new TestFunction(Plan.STANDARD, route);
    }
}
