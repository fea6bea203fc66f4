package kartei.local;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import kartei.api.Environment;
import kartei.api.World;
import kartei.api.http.HttpFunction;
import kartei.testkit.Template;
import kartei.testkit.TestContext;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/// The same request to the same table, once over HTTP to the local system, once to the function as `sam local start-api` would
/// call it: SAM names headers as the client wrote them, has no authorizer, and fills in its own account and API. The answers
/// are the same, trace ids aside.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SamShapeTest {
    private final LocalSystem system = LocalSystem.start(LocalOptions.inMemory());
    private final HttpCaller http = new HttpCaller(system.url());
    private final Map<String, String> tokens;
    private final Map<String, String> made;

    SamShapeTest() {
        tokens = Map.of("admin", "Bearer " + system.token("admin", "w1"), "agent",
                "Bearer " + system.token("agent", "w1"), "stranger", "Bearer " + system.token("agent", "w2"),
                "connector", "Bearer " + system.connectorToken("w1", "messages:write"), "nobody", "", "rubbish",
                "Bearer rubbish");
        var taken = http
                .post("/v1/messages", """
                        {"channel": {"id": "acme-ig", "medium": "instagram", "name": "Acme"},
                         "sender": {"id": "1", "displayName": "Jo"},
                         "message": {"id": "m-1", "text": "Hello", "sentAt": "2026-11-22T09:00:00.000Z"}}""",
                        "authorization", tokens.getOrDefault("connector", ""), "content-type", "application/json")
                .json();
        made = Map.of("{contact}", taken.at("/contactId").asText(), "{conversation}",
                taken.at("/conversationId").asText());
    }

    @AfterAll
    void stop() {
        http.close();
        system.close();
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, quoteCharacter = '|', delimiter = ';', textBlock = """
            who;       method; target;                                             body;                                 status
            admin;     GET;    /v1/workspace;                                      ;                                     200
            nobody;    GET;    /v1/workspace;                                      ;                                     401
            rubbish;   GET;    /v1/workspace;                                      ;                                     401
            connector; GET;    /v1/contacts;                                       ;                                     403
            agent;     GET;    /v1/attributes?limit=2;                             ;                                     200
            agent;     GET;    /v1/attributes?limit=0;                             ;                                     422
            agent;     GET;    /v1/attributes?cursor=x;                            ;                                     400
            admin;     GET;    /v1/attributes/email;                               ;                                     200
            admin;     GET;    /v1/attributes/nothing;                             ;                                     404
            agent;     GET;    /v1/contacts;                                       ;                                     200
            agent;     GET;    /v1/contacts?channel=acme%2Dig;                     ;                                     200
            agent;     GET;    /v1/contacts/{contact};                             ;                                     200
            stranger;  GET;    /v1/contacts/{contact};                             ;                                     404
            agent;     GET;    /v1/contacts/{contact}/history;                     ;                                     200
            agent;     GET;    /v1/contacts/{contact}/links;                       ;                                     200
            admin;     GET;    /v1/contacts/{contact}/changes;                     ;                                     200
            agent;     PATCH;  /v1/contacts/{contact}/attributes;                  {"values": {"email": "x"}};           422
            agent;     PATCH;  /v1/contacts/{contact}/attributes;                  {"values": {"email": null}};          200
            agent;     PATCH;  /v1/contacts/{contact}/attributes;                  {"values": ;                          400
            agent;     GET;    /v1/conversations;                                  ;                                     200
            agent;     GET;    /v1/conversations/{conversation};                   ;                                     200
            agent;     GET;    /v1/conversations/{conversation}/messages;          ;                                     200
            agent;     PUT;    /v1/conversations/{conversation}/status;            {"status": "odd"};                    422
            admin;     GET;    /v1/jobs/clear-values-01KB3W0000000000000000000A;   ;                                     404
            nobody;    GET;    /v1/nothing;                                        ;                                     404
            nobody;    PUT;    /v1/contacts;                                       ;                                     405
            """)
    void answersAlikeHoweverItIsCalled(String who, String method, String target, String body, int status) {
        var path = made.entrySet()
                .stream()
                .reduce(target, (text, id) -> text.replace(id.getKey(), id.getValue()), (one, _) -> one);
        var text = Optional.ofNullable(body).orElse("");
        var token = Optional.ofNullable(tokens.get(who)).orElseThrow();

        var overHttp = overHttp(method, path, text, token);
        var bySam = bySam(method, path, text, token);

        assertThat(overHttp.status()).isEqualTo(status);
        assertThat(bySam.getStatusCode()).isEqualTo(status);
        if (status != 401) { // locally the gateway says it, as on AWS; under SAM the function does
            assertThat(withoutTrace(bySam.getBody())).isEqualTo(withoutTrace(overHttp.text()));
            var headers = new TreeMap<>(bySam.getHeaders());
            assertThat(headers).containsEntry("cache-control", "no-store");
            headers.forEach((name, value) -> assertThat(overHttp.header(name)).as(name).isEqualTo(value));
        } else {
            assertThat(bySam.getHeaders()).containsKey("www-authenticate");
            assertThat(overHttp.header("www-authenticate")).isNotEmpty();
        }
    }

    private HttpCaller.Answered overHttp(String method, String path, String body, String token) {
        var bytes = body.getBytes(UTF_8);
        return token.isEmpty() ? http.call(method, path, bytes, "content-type", "application/json")
                : http.call(method, path, bytes, "content-type", "application/json", "authorization", token);
    }

    private APIGatewayV2HTTPResponse bySam(String method, String target, String body, String token) {
        var parts = target.split("\\?", 2);
        var match = matching(method, parts[0]);
        var headers = new HashMap<>(Map.of("Accept", "*/*", "Content-Type", "application/json", "Host",
                "127.0.0.1:3000", "User-Agent", "curl/8.5.0", "X-Forwarded-Port", "3000", "X-Forwarded-Proto", "http"));
        if (!token.isEmpty()) {
            headers.put("Authorization", token);
        }
        var call = RequestContext.Http.builder()
                .withMethod(method)
                .withPath(parts[0])
                .withProtocol("HTTP/1.1")
                .withSourceIp("127.0.0.1")
                .withUserAgent("Custom User Agent String")
                .build();
        var context = RequestContext.builder()
                .withAccountId("123456789012")
                .withApiId("1234567890")
                .withHttp(call)
                .withRequestId("0f5b8a7e-6b6b-4c56-9e6c-0d8bd5a4e3a1")
                .withRouteKey(match.key())
                .withStage("$default")
                .build();
        var event = APIGatewayV2HTTPEvent.builder()
                .withVersion("2.0")
                .withRouteKey(match.key())
                .withRawPath(parts[0])
                .withRawQueryString(parts.length > 1 ? parts[1] : "")
                .withHeaders(headers)
                .withQueryStringParameters(queries(parts.length > 1 ? parts[1] : ""))
                .withPathParameters(match.parameters())
                .withRequestContext(context)
                .withBody(body)
                .withIsBase64Encoded(false)
                .build();
        return match.function().handleRequest(event, new TestContext("invocation"));
    }

    private static Map<String, String> queries(String raw) {
        var queries = new TreeMap<String, String>();
        for (var pair : raw.isEmpty() ? new String[0] : raw.split("&", -1)) {
            var parts = pair.split("=", 2);
            queries.put(parts[0], parts[1].replace("%2D", "-"));
        }
        return queries;
    }

    // ---- what SAM does with the template's routes ----

    private record Match(HttpFunction function, String key, Map<String, String> parameters) {}

    private Match matching(String method, String path) {
        for (var function : system.template().functions()) {
            for (var route : function.routes()) {
                var names = route.path().replaceAll("[^{}]*\\{([^}]+)}[^{}]*", "$1,");
                var found = Pattern.compile(route.path().replaceAll("\\{[^}]+}", "([^/]+)")).matcher(path);
                if (route.method().equals(method) && found.matches()) {
                    var parameters = new TreeMap<String, String>();
                    for (int i = 0; i < found.groupCount(); i++) {
                        parameters.put(names.split(",", -1)[i], found.group(i + 1));
                    }
                    return new Match(handler(function), method + " " + route.path(), parameters);
                }
            }
        }
        var rest = system.template()
                .functions()
                .stream()
                .filter(function -> function.routes().stream().anyMatch(Template.Route::isDefault))
                .findFirst();
        return new Match(handler(rest.orElseThrow()), "$default", Map.of());
    }

    /// As a container has it: the template's variables, the engines, and where the keys of the issuer are.
    private HttpFunction handler(Template.Function function) {
        var variables = new HashMap<>(function.variables());
        variables.putAll(system.variables());
        variables.put("TOKEN_KEYS_URL", system.url().resolve("/.well-known/jwks.json").toString());
        variables.put("TOKEN_ISSUER", system.url().toString());
        try {
            var world = World.of(Environment.of(variables), InstantSource.system());
            return Class.forName(function.handler())
                    .asSubclass(HttpFunction.class)
                    .getConstructor(World.class)
                    .newInstance(world);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no handler of " + function.logicalId(), e);
        }
    }

    private static String withoutTrace(String body) {
        return body.replaceAll("\"traceId\":\"[^\"]*\"", "").replaceAll("\"next\":\"[^\"]*\"", "");
    }
}
