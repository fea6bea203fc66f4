package kartei.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.api.json.Json;
import kartei.domain.Feature;
import kartei.domain.Plan;
import kartei.domain.Rejected;
import kartei.domain.Role;
import kartei.domain.Scope;

/// From an event to an answer: the order of refusals (api.md, Conventions), and what every answer has.
class HttpFunctionTest {
    private static final Route.Action SECRET = request -> HttpResponse.ok(Json.object().put("secret", "s3cret"), 1);
    private static final Route.Action NO = request -> {
        throw Rejected.notFound();
    };
    private static final Route.Action DEFECT = request -> {
        throw new IllegalStateException("our table is kartei-table-1");
    };

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            token     | plan       | route  | status | problem
            -         | standard   | secret | 401    | unauthenticated
            bad       | standard   | secret | 401    | unauthenticated
            king      | standard   | secret | 401    | unauthenticated
            agent     | standard   | secret | 404    | feature-not-in-plan
            admin     | standard   | secret | 404    | feature-not-in-plan
            agent     | advanced   | secret | 403    | forbidden
            connector | advanced   | secret | 403    | forbidden
            admin     | advanced   | secret | 200    | -
            -         | standard   | no     | 401    | unauthenticated
            agent     | standard   | no     | 404    | feature-not-in-plan
            agent     | advanced   | no     | 403    | forbidden
            admin     | advanced   | no     | 404    | not-found
            -         | standard   | defect | 401    | unauthenticated
            agent     | standard   | defect | 404    | feature-not-in-plan
            agent     | advanced   | defect | 403    | forbidden
            admin     | advanced   | defect | 500    | internal
            """)
    void refusesInTheOrderTokenPlanRoleRest(
            @Nullable String token,
            String plan,
            String route,
            int status,
            @Nullable String problem) {
        var access = Access.admin(Feature.VIP);
        for (var method : List.of("GET", "PUT")) {
            var function = new TestFunction(Plan.of(plan).orElseThrow(), made(method, "/secret", access, SECRET),
                    made(method, "/no", access, NO), made(method, "/defect", access, DEFECT));
            var call = Call.of(method, "/" + route);

            var reply = function.call(token == null ? call : call.as(token));

            assertThat(reply.status()).as(method).isEqualTo(status);
            assertThat(Optional.ofNullable(problem))
                    .isEqualTo(reply.status() == 200 ? Optional.empty() : Optional.of(nameIn(reply)));
            assertThat(reply.body().contains("s3cret")).isEqualTo(status == 200);
            assertThat(reply.body()).doesNotContain("kartei-table-1");
        }
    }

    private static Route made(String method, String path, Access access, Route.Action action) {
        return method.equals("GET") ? Route.get(path, access, action) : Route.put(path, access, action);
    }

    @Test
    void nothingIsWrittenBeforePlanAndRoleAreChecked() {
        var written = new AtomicInteger();
        var read = new AtomicInteger();
        var function = new TestFunction(Plan.ADVANCED,
                Route.readingFirst("PUT", "/vip", Access.admin(Feature.VIP), request -> {
                    read.incrementAndGet();
                    return later -> {
                        written.incrementAndGet();
                        return HttpResponse.noContent();
                    };
                }));

        assertThat(function.call(Call.of("PUT", "/vip").as("agent")).status()).isEqualTo(403);
        assertThat(written).hasValue(0);

        assertThat(function.call(Call.of("PUT", "/vip").as("admin")).status()).isEqualTo(204);
        assertThat(written).hasValue(1);
        assertThat(read).hasValue(2);
    }

    @Test
    void readsBesideTheGateAndAnswersOnlyAfterIt() {
        var opened = new CountDownLatch(1);
        var read = new CountDownLatch(1);
        var function = new TestFunction(Plan.STANDARD, opened,
                Route.get("/secret", Access.admin(Feature.VIP), request -> {
                    read.countDown();
                    return HttpResponse.ok(Json.object().put("secret", "s3cret"));
                }));

        var reply = CompletableFuture.supplyAsync(() -> function.call(Call.of("GET", "/secret").as("admin")));
        TestFunction.await(read);
        assertThat(reply).isNotDone();
        opened.countDown();

        assertThat(reply.join().status()).isEqualTo(404);
        assertThat(reply.join().body()).doesNotContain("s3cret");
    }

    @Test
    void aGateThatFailsAnswersNothingOfTheRoute() {
        Gate broken = ws -> {
            throw new IllegalStateException("no table");
        };
        var function = new TestFunction(broken, Route.get("/secret", Access.admin(Feature.VIP), SECRET));

        var reply = function.call(Call.of("GET", "/secret").as("admin"));

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.body()).doesNotContain("s3cret", "no table");
    }

    @Test
    void aBusyGateIs503WithARetryAfter() {
        Gate busy = ws -> {
            throw Rejected.busy();
        };
        var function = new TestFunction(busy, Route.get("/secret", Access.admin(Feature.VIP), SECRET));

        var reply = function.call(Call.of("GET", "/secret").as("admin"));

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers()).containsEntry("retry-after", "1");
    }

    @Test
    void takesTheClaimsThatTheGatewayHasChecked() {
        var function = new TestFunction(Plan.ENTERPRISE, Route.get("/me", Access.everyone(Feature.ATTRIBUTES),
                request -> HttpResponse.ok(Json.object().put("ws", request.caller().workspace().value()))));
        var claims = Map.of("sub", "u-2", "workspace", "other", "role", "agent");

        assertThat(function.call(Call.of("GET", "/me").claims(claims)).body()).isEqualTo("{\"ws\":\"other\"}");
        assertThat(function.call(Call.of("GET", "/me").claims(Map.of()).as("admin")).status()).isEqualTo(401);
        assertThat(function.call(Call.of("GET", "/me").claims(Map.of("sub", "u", "workspace", "w", "role", "[admin]")))
                .status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            header        | value         | status
            authorization | Bearer admin  | 200
            Authorization | Bearer admin  | 200
            AUTHORIZATION | bearer admin  | 200
            authorization | BEARER  admin | 200
            authorization | admin         | 401
            authorization | Basic admin   | 401
            authorization | Bearer        | 401
            authorization | ''            | 401
            x-token       | Bearer admin  | 401
            """)
    void findsTheTokenWhateverTheCaseOfItsHeader(String header, String value, int status) {
        var function = new TestFunction(Plan.ENTERPRISE, Route.get("/secret", Access.admin(Feature.VIP), SECRET));

        assertThat(function.call(Call.of("GET", "/secret").header(header, value)).status()).isEqualTo(status);
    }

    @Test
    void aConnectorNeedsTheScope() {
        var function = new TestFunction(Plan.STANDARD,
                Route.post("/in", Access.connector(Scope.MESSAGES_WRITE), SECRET),
                Route.post("/crm", Access.connector(Scope.CRM_WRITE), SECRET));

        assertThat(function.call(Call.of("POST", "/in").as("connector")).status()).isEqualTo(200);
        assertThat(function.call(Call.of("POST", "/crm").as("connector")).status()).isEqualTo(403);
        assertThat(function.call(Call.of("POST", "/in").as("admin")).status()).isEqualTo(403);
    }

    @Test
    void a401SaysHowToComeIn() {
        var function = new TestFunction(Plan.STANDARD, Route.get("/secret", Access.inEveryPlan(Role.ADMIN), SECRET));

        var reply = function.call(Call.of("GET", "/secret"));

        assertThat(reply.headers()).containsEntry("www-authenticate", "Bearer")
                .containsEntry("content-type", "application/problem+json")
                .containsEntry("cache-control", "no-store");
        assertThat(reply.body()).contains("\"type\":\"/problems/unauthenticated\"", "\"traceId\":\"request-1\"");
    }

    @Test
    void servesADirectInvocationToo() {
        var function = new TestFunction(Plan.STANDARD, Route.get("/secret", Access.inEveryPlan(Role.ADMIN), SECRET),
                Route.get("/open", Access.withoutToken(), NO));

        assertThat(function.call(Call.of("GET", "/secret").withoutContext().as("admin")).status()).isEqualTo(200);
        assertThat(function.call(Call.of("GET", "/secret").withoutContext()).status()).isEqualTo(401);
        assertThat(function.call(Call.of("GET", "/open").withoutContext()).body()).contains("invocation-1");
    }

    @Test
    void sendsNoBodyWith204() {
        var function = new TestFunction(Plan.STANDARD,
                Route.delete("/x", Access.inEveryPlan(Role.ADMIN), request -> HttpResponse.noContent()));

        var reply = function.call(Call.of("DELETE", "/x").as("admin"));

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.headers()).doesNotContainKeys("content-type", "etag");
    }

    @Test
    void answersAGetThatHasItAlreadyWith304() {
        var function = new TestFunction(Plan.STANDARD, Route.get("/x", Access.inEveryPlan(Role.ADMIN), SECRET));
        var tag = function.call(Call.of("GET", "/x").as("admin")).headers().get("etag");

        var again = function.call(Call.of("GET", "/x").as("admin").header("If-None-Match", String.valueOf(tag)));

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers()).containsEntry("etag", String.valueOf(tag))
                .containsEntry("cache-control", "no-store")
                .doesNotContainKey("content-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST", "PATCH"})
    void answersAChangeInFullWhateverIfNoneMatchSays(String method) {
        var function = new TestFunction(Plan.STANDARD,
                Route.readingFirst(method, "/x", Access.inEveryPlan(Role.ADMIN), _ -> SECRET));

        var reply = function.call(Call.of(method, "/x").as("admin").header("if-none-match", "*"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains("s3cret");
    }

    @Test
    void aPathMayHaveSeveralMethods() {
        var function = new TestFunction(Plan.STANDARD, Route.get("/x", Access.inEveryPlan(Role.ADMIN), SECRET),
                Route.put("/x", Access.inEveryPlan(Role.ADMIN), NO), Route.otherwise(DEFECT));

        assertThat(function.call(Call.of("GET", "/x").as("admin")).status()).isEqualTo(200);
        assertThat(function.call(Call.of("PUT", "/x").as("admin")).status()).isEqualTo(404);
        assertThat(function.routes()).extracting(Route::key).containsExactly("GET /x", "PUT /x", "$default");
    }

    @Test
    void oneRouteCannotStandTwice() {
        assertThatThrownBy(() -> new TestFunction(Plan.STANDARD, Route.get("/x", Access.withoutToken(), SECRET),
                Route.get("/x", Access.withoutToken(), NO))).hasMessageContaining("GET /x");
    }

    @Test
    void aRouteThatIsNotInTheCodeIsADefect() {
        var function = new TestFunction(Plan.STANDARD, Route.get("/x", Access.withoutToken(), SECRET));

        assertThat(function.call(Call.of("GET", "/y")).status()).isEqualTo(500);
    }

    private static String nameIn(TestFunction.Reply reply) {
        return reply.body().replaceAll(".*\"type\":\"/problems/([a-z-]+)\".*", "$1");
    }
}
