package kartei.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What the check of answers lets through and what it finds.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiCheckTest {
    private static final String WORKSPACE = """
            {"workspace": "demo", "name": "Acme", "plan": "standard", "features": ["attributes"]}
            """;
    private static final String PROBLEM = """
            {"type": "/problems/%s", "title": "No", "status": %d, "detail": "no", "traceId": "1"}
            """;

    private final OpenApiCheck check = OpenApiCheck.ofProject();

    @Test
    void takesWhatIsDescribed() {
        assertThatCode(() -> check.answer("GET", "/v1/workspace?x=1", 200, headers("application/json"), WORKSPACE))
                .doesNotThrowAnyException();
    }

    @Test
    void findsEverythingThatIsWrongWithAnAnswer() {
        var headers = headers("application/json; charset=utf-8");
        headers.remove("ETag");
        headers.put("X-Table", "kartei");

        assertThatThrownBy(() -> check.answer("GET", "/v1/workspace", 200, headers,
                WORKSPACE.replace("standard", "gold").replace("{", "{\"table\": \"kartei\", ")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("header ETag is missing")
                .hasMessageContaining("header x-table is not described")
                .hasMessageContaining("/plan")
                .hasMessageContaining("table");
    }

    @Test
    void refusesAnotherStatusAndAnotherType() {
        assertThatThrownBy(() -> check.answer("GET", "/v1/workspace", 418, headers("application/json"), "{}"))
                .hasMessageContaining("no answer with this status");
        assertThatThrownBy(() -> check.answer("GET", "/v1/workspace", 200, headers("text/html"), "<html>"))
                .hasMessageContaining("'text/html'");
    }

    @Test
    void knowsWhichProblemsAStatusMayHave() {
        var headers = headers("application/problem+json");
        headers.remove("ETag");

        assertThatCode(() -> check.answer("GET", "/v1/contacts/1", 404, headers, PROBLEM.formatted("not-found", 404)))
                .doesNotThrowAnyException();
        assertThatThrownBy(
                () -> check.answer("GET", "/v1/contacts/1", 404, headers, PROBLEM.formatted("forbidden", 404)))
                .hasMessageContaining("/type");
    }

    @Test
    void findsARouteByItsMethodAsTheGatewayDoes() {
        var headers = headers("application/problem+json");
        headers.remove("ETag");
        var notFound = PROBLEM.formatted("not-found", 404);
        var notAllowed = PROBLEM.formatted("method-not-allowed", 405);

        assertThatCode(() -> check.answer("GET", "/v1/attributes/order", 404, headers, notFound))
                .doesNotThrowAnyException();
        headers.put("Allow", "DELETE, GET, PATCH, PUT");
        assertThatCode(() -> check.answer("POST", "/v1/attributes/order", 405, headers, notAllowed))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> check.answer("POST", "/v1/attributes/email", 405, headers, notAllowed))
                .hasMessageContaining("[DELETE, GET, PATCH]");
    }

    @Test
    void findsARequestThatShouldHaveBeenRefused() {
        assertThatThrownBy(() -> check.request("GET", "/v1/contacts?limit=201", Map.of(), ""))
                .hasMessageContaining("query limit");
        assertThatThrownBy(() -> check.request("PUT", "/v1/contacts/1/vip", Map.of(), "{\"vip\": 1, \"why\": 2}"))
                .hasMessageContaining("/vip")
                .hasMessageContaining("why");
        assertThatCode(() -> check.request("PUT", "/v1/contacts/1/vip", Map.of(), "{\"vip\": true}"))
                .doesNotThrowAnyException();
    }

    private static Map<String, String> headers(String type) {
        return new HashMap<>(
                Map.of("Content-Type", type, "Cache-Control", "no-store", "ETag", "\"3.0123456789abcdef\""));
    }
}
