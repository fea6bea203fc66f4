package kartei.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import org.junit.jupiter.api.Test;

/// How a function is called in tests.
class FunctionCallsTest {
    private static final Map<String, String> PROBLEM = Map.of("content-type", "application/problem+json",
            "cache-control", "no-store");
    private static final String NOT_FOUND = """
            {"type": "/problems/not-found", "title": "No", "status": 404, "detail": "no", "traceId": "1"}
            """;

    private final List<APIGatewayV2HTTPEvent> events = new ArrayList<>();
    private final FunctionCalls calls = FunctionCalls.of((event, context) -> {
        events.add(event);
        return APIGatewayV2HTTPResponse.builder().withStatusCode(404).withHeaders(PROBLEM).withBody(NOT_FOUND).build();
    }).as("agent", "w1");

    @Test
    void makesTheEventThatTheGatewayMakes() {
        var answer = calls.header("If-Match", "\"1.0\"").call("PATCH", "/v1/contacts/a%2Fb/attributes?x=1&x=%20", "{}");

        var event = events.getFirst();
        assertThat(event.getRouteKey()).isEqualTo("PATCH /v1/contacts/{id}/attributes");
        assertThat(event.getPathParameters()).isEqualTo(Map.of("id", "a/b"));
        assertThat(event.getQueryStringParameters()).isEqualTo(Map.of("x", "1, "));
        assertThat(event.getHeaders()).containsEntry("if-match", "\"1.0\"")
                .containsEntry("content-type", "application/json");
        assertThat(event.getRequestContext().getAuthorizer().getJwt().getClaims()).containsEntry("role", "agent");
        assertThat(answer.at("/type")).contains("/problems/not-found");
    }

    @Test
    void sendsWhatNoRouteTakesToTheDefaultRoute() {
        calls.call("GET", "/v2/nothing");

        assertThat(events.getFirst().getRouteKey()).isEqualTo("$default");
    }

    @Test
    void refusesAnAnswerThatIsNotDescribed() {
        assertThatThrownBy(() -> calls.call("GET", "/v1/workspace")).isInstanceOf(AssertionError.class)
                .hasMessageContaining("GET /v1/workspace -> 404");
    }
}
