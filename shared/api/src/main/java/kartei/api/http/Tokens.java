package kartei.api.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

import kartei.domain.Rejected;
import kartei.domain.Rejection;

/// Finds who calls: by the claims that the gateway has checked, and where there are none (SAM local, a direct invoke) by
/// checking the bearer token itself. Never a request without a checked token, on any path.
final class Tokens {
    private static final String SCHEME = "bearer ";

    private Tokens() {}

    static Caller callerOf(APIGatewayV2HTTPEvent event, Edge edge) {
        var claims = gatewayClaims(event).orElseGet(() -> edge.tokens().claims(bearer(event)));
        return Caller.of(claims, edge.claimNames());
    }

    private static Optional<Map<String, String>> gatewayClaims(APIGatewayV2HTTPEvent event) {
        return Optional.ofNullable(event.getRequestContext())
                .map(APIGatewayV2HTTPEvent.RequestContext::getAuthorizer)
                .map(APIGatewayV2HTTPEvent.RequestContext.Authorizer::getJwt)
                .map(APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT::getClaims);
    }

    private static String bearer(APIGatewayV2HTTPEvent event) {
        var header = HttpRequest.headerOf(event, "authorization").orElse("");
        if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw new Rejected(new Rejection.Unauthenticated("there is no bearer token"));
        }
        return header.substring(SCHEME.length()).strip();
    }
}
