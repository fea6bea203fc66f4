package kartei.api.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

/// An event as the gateway makes it, built up by a test.
record Call(
        String routeKey,
        String path,
        String query,
        Map<String, String> headers,
        Map<String, String> pathParameters,
        Optional<String> body,
        boolean base64,
        Optional<Map<String, String>> claims,
        boolean withContext) {

    static Call of(String method, String path) {
        return new Call(method + " " + path, path, "", Map.of(), Map.of(), Optional.empty(), false, Optional.empty(),
                true);
    }

    Call as(String role) {
        return header("authorization", "Bearer " + role);
    }

    Call header(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Call(routeKey, path, query, more, pathParameters, body, base64, claims, withContext);
    }

    Call json(String body) {
        return header("content-type", "application/json").body(body);
    }

    Call body(String body) {
        return new Call(routeKey, path, query, headers, pathParameters, Optional.of(body), base64, claims, withContext);
    }

    Call base64(String body) {
        return new Call(routeKey, path, query, headers, pathParameters, Optional.of(body), true, claims, withContext);
    }

    Call query(String query) {
        return new Call(routeKey, path, query, headers, pathParameters, body, base64, claims, withContext);
    }

    Call at(String path, Map<String, String> parameters) {
        return new Call(routeKey, path, query, headers, parameters, body, base64, claims, withContext);
    }

    Call claims(Map<String, String> claims) {
        return new Call(routeKey, path, query, headers, pathParameters, body, base64, Optional.of(claims), withContext);
    }

    /// As a direct invocation has it.
    Call withoutContext() {
        return new Call(routeKey, path, query, headers, pathParameters, body, base64, claims, false);
    }

    APIGatewayV2HTTPEvent event() {
        var event = APIGatewayV2HTTPEvent.builder()
                .withRouteKey(routeKey)
                .withRawPath(path)
                .withRawQueryString(query)
                .withIsBase64Encoded(base64);
        if (!headers.isEmpty()) {
            event.withHeaders(headers);
        }
        if (!pathParameters.isEmpty()) {
            event.withPathParameters(pathParameters);
        }
        if (!query.isEmpty()) {
            event.withQueryStringParameters(parameters());
        }
        body.ifPresent(event::withBody);
        if (withContext) {
            event.withRequestContext(context());
        }
        return event.build();
    }

    private Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        for (var pair : query.split("&", -1)) {
            var parts = pair.split("=", 2);
            parameters.merge(parts[0], parts.length > 1 ? parts[1] : "", (first, next) -> first + "," + next);
        }
        return parameters;
    }

    private APIGatewayV2HTTPEvent.RequestContext context() {
        var context = APIGatewayV2HTTPEvent.RequestContext.builder().withRequestId("request-1").withRouteKey(routeKey);
        claims.ifPresent(checked -> context.withAuthorizer(APIGatewayV2HTTPEvent.RequestContext.Authorizer.builder()
                .withJwt(APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT.builder().withClaims(checked).build())
                .build()));
        return context.build();
    }
}
