package kartei.api.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import kartei.api.Environment;
import kartei.testkit.TestContext;

/// What Cognito is answered when it is about to give somebody a token.
class TokenFunctionTest {
    private final TokenFunction function = new TokenFunction(
            Environment.of(Map.of("WORKSPACE_CLAIM", "workspace", "ROLE_CLAIM", "kartei-role"))) {};

    @Test
    void anAgentsTokenSaysWorkspaceRoleAndName() {
        var answer = answer(Map.of("sub", "1", "email", "ada@example.com", "name", "Ada", "custom:workspace", "acme",
                "custom:role", "agent", "custom:scopes", "messages:write"));

        assertThat(claims(answer)).isEqualTo(Map.of("workspace", "acme", "kartei-role", "agent", "name", "Ada"));
        assertThat(scopes(answer)).as("scopes are for connectors").isEqualTo(List.of());
    }

    @Test
    void aConnectorsTokenSaysWhatItMayDo() {
        var answer = answer(Map.of("custom:workspace", "acme", "custom:role", "connector", "custom:scopes",
                "messages:write admin:all contacts:write messages:write"));

        assertThat(scopes(answer)).isEqualTo(List.of("messages:write", "contacts:write"));
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            workspace,     role
            'Acme #1',     root
            '',            ''
            'acme beta',   'admin agent'
            """)
    void whatKarteiDoesNotKnowIsNotSaid(String workspace, String role) {
        assertThat(claims(answer(Map.of("custom:workspace", workspace, "custom:role", role)))).isEqualTo(Map.of());
    }

    /// Cognito takes its own event back, and nothing less.
    @Test
    void theEventComesBackWhole() {
        var event = event(Map.of("custom:workspace", "acme"));

        var answer = function.handleRequest(event, new TestContext("sign-in"));

        assertThat(answer).containsAllEntriesOf(
                Map.of("version", "2", "userName", "ada", "request", event.getOrDefault("request", "")));
    }

    @Test
    void anEventOfAnotherShapeIsAnError() {
        var context = new TestContext("sign-in");

        assertThatThrownBy(() -> function.handleRequest(Map.of(), context)).hasMessage("the event has no request");
    }

    private Map<String, Object> answer(Map<String, String> attributes) {
        return function.handleRequest(event(attributes), new TestContext("sign-in"));
    }

    private static Map<String, Object> event(Map<String, String> attributes) {
        return Map.of("version", "2", "triggerSource", "TokenGeneration_Authentication", "userName", "ada", "request",
                Map.of("userAttributes", attributes, "scopes", List.of("aws.cognito.signin.user.admin")), "response",
                Map.of());
    }

    private static Object claims(Map<String, Object> answer) {
        return generation(answer).getOrDefault("claimsToAddOrOverride", "");
    }

    private static Object scopes(Map<String, Object> answer) {
        return generation(answer).getOrDefault("scopesToAdd", "");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> generation(Map<String, Object> answer) {
        var response = (Map<String, Map<String, Map<String, Object>>>) answer.getOrDefault("response", Map.of());
        return response.getOrDefault("claimsAndScopeOverrideDetails", Map.of())
                .getOrDefault("accessTokenGeneration", Map.of());
    }
}
