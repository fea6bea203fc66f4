package kartei.testkit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

/// Calls a function behind HTTP as the gateway does (payload format 2.0), and compares each answer, and each request that
/// succeeds, with `openapi.yaml`. The routes are those that `openapi.yaml` describes; any other call goes to `$default`.
///
/// `FunctionCalls.of(handler).as("admin", "w1").call("GET", "/v1/workspace")`
public final class FunctionCalls {
    private static final String REQUEST_ID = "test-request";

    private final RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function;
    private final OpenApi api;
    private final OpenApiCheck check;
    private final Map<String, String> claims;
    private final Map<String, String> headers;

    private FunctionCalls(RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function, OpenApi api,
            OpenApiCheck check, Map<String, String> claims, Map<String, String> headers) {
        this.function = function;
        this.api = api;
        this.check = check;
        this.claims = claims;
        this.headers = headers;
    }

    public static FunctionCalls of(RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function) {
        var api = OpenApi.ofProject();
        return new FunctionCalls(function, api, new OpenApiCheck(api), Map.of(), Map.of());
    }

    /// The same with these claims, as the gateway hands them on when it has checked a token; without any it has not.
    public FunctionCalls with(Map<String, String> claims) {
        return new FunctionCalls(function, api, check, Map.copyOf(claims), headers);
    }

    /// The same as somebody of this role in this workspace.
    public FunctionCalls as(String role, String workspace) {
        return with(Map.of("sub", "u-" + role, "name", "Ada", "workspace", workspace, "role", role));
    }

    /// The same as a connector with these scopes, separated by spaces.
    public FunctionCalls asConnector(String workspace, String scope) {
        return with(Map.of("sub", "u-connector", "workspace", workspace, "role", "connector", "scope", scope));
    }

    /// The same with a header more.
    public FunctionCalls header(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name.toLowerCase(Locale.ROOT), value);
        return new FunctionCalls(function, api, check, claims, more);
    }

    /// Calls without a body.
    ///
    /// @param target path and query, encoded
    public OpenApiCheck.Answer call(String method, String target) {
        return call(method, target, "");
    }

    /// Calls with a body, as JSON unless a header says otherwise.
    ///
    /// @throws AssertionError when the answer is not what `openapi.yaml` describes
    public OpenApiCheck.Answer call(String method, String target, String body) {
        var sent = new TreeMap<>(headers);
        if (!body.isEmpty()) {
            sent.putIfAbsent("content-type", "application/json");
        }
        var response = function.handleRequest(event(method, target, sent, body), new TestContext(REQUEST_ID));
        var answer = new OpenApiCheck.Answer(response.getStatusCode(), response.getHeaders(),
                Optional.ofNullable(response.getBody()).orElse(""));
        check.exchange(new OpenApiCheck.Request(method, target, sent, body), answer);
        return answer;
    }

    private APIGatewayV2HTTPEvent event(String method, String target, Map<String, String> sent, String body) {
        var parts = target.split("\\?", 2);
        var operation = Optional.ofNullable(api.on(parts[0]).get(method));
        var key = operation.map(OpenApi.Operation::toString).orElse("$default");
        return APIGatewayV2HTTPEvent.builder()
                .withVersion("2.0")
                .withRouteKey(key)
                .withRawPath(decoded(parts[0]))
                .withRawQueryString(parts.length > 1 ? parts[1] : "")
                .withHeaders(sent)
                .withQueryStringParameters(query(parts.length > 1 ? parts[1] : ""))
                .withPathParameters(operation.map(known -> variables(known.path(), parts[0])).orElse(Map.of()))
                .withBody(body.isEmpty() ? null : body)
                .withRequestContext(context(method, parts[0], key))
                .build();
    }

    private APIGatewayV2HTTPEvent.RequestContext context(String method, String path, String key) {
        var context = APIGatewayV2HTTPEvent.RequestContext.builder()
                .withRequestId(REQUEST_ID)
                .withRouteKey(key)
                .withHttp(
                        APIGatewayV2HTTPEvent.RequestContext.Http.builder().withMethod(method).withPath(path).build());
        if (!claims.isEmpty()) {
            var jwt = APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT.builder().withClaims(claims).build();
            context.withAuthorizer(APIGatewayV2HTTPEvent.RequestContext.Authorizer.builder().withJwt(jwt).build());
        }
        return context.build();
    }

    private static Map<String, String> variables(String template, String path) {
        var names = template.split("/", -1);
        var values = path.split("/", -1);
        var variables = new LinkedHashMap<String, String>();
        for (int i = 0; i < names.length; i++) {
            if (names[i].startsWith("{")) {
                variables.put(names[i].substring(1, names[i].length() - 1), decoded(values[i]));
            }
        }
        return variables;
    }

    private static Map<String, String> query(String query) {
        var parameters = new LinkedHashMap<String, String>();
        for (var pair : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                var parts = pair.split("=", 2);
                parameters.merge(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "",
                        (one, other) -> one + "," + other);
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
