package kartei.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.domain.Actor;
import kartei.domain.Rejected;
import kartei.domain.Rejection;
import kartei.domain.Role;

/// Claims: one that is missing or of another shape is 401 (api.md, Conventions).
class CallerTest {
    private static final Caller.ClaimNames NAMES = new Caller.ClaimNames("https://kartei.example/ws", "kartei_role");
    private static final Map<String, String> ADA = Map.of("sub", "u-1", "https://kartei.example/ws", "acme",
            "kartei_role", "admin", "name", "Ada");

    @Test
    void readsTheClaimsThatTheDeploymentNames() {
        var caller = Caller.of(ADA, NAMES);

        assertThat(caller.workspace().value()).isEqualTo("acme");
        assertThat(caller.role()).isEqualTo(Role.ADMIN);
        assertThat(caller.actor()).isEqualTo(new Actor("u-1", Optional.of("Ada")));
        assertThat(caller.scopes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            claim                      | value
            sub                        | -
            sub                        | ''
            https://kartei.example/ws  | -
            https://kartei.example/ws  | ''
            https://kartei.example/ws  | a b
            https://kartei.example/ws  | 'acme '
            https://kartei.example/ws  | ../acme
            https://kartei.example/ws  | [acme]
            https://kartei.example/ws  | [acme other]
            https://kartei.example/ws  | acmé
            https://kartei.example/ws  | a:b
            kartei_role                | -
            kartei_role                | ''
            kartei_role                | Admin
            kartei_role                | ADMIN
            kartei_role                | root
            kartei_role                | [admin]
            kartei_role                | [agent admin]
            kartei_role                | 'admin agent'
            kartei_role                | ' admin'
            """)
    void refusesAClaimThatIsMissingOrOfAnotherShape(String claim, @Nullable String value) {
        assertRefused(with(claim, value));
    }

    @Test
    void refusesWhatIsTooLong() {
        assertRefused(with("https://kartei.example/ws", "a".repeat(65)));
        assertRefused(with("sub", "a".repeat(256)));
        assertThat(Caller.of(with("https://kartei.example/ws", "a".repeat(64)), NAMES).workspace().value()).hasSize(64);
        assertThat(Caller.of(with("sub", "a".repeat(255)), NAMES).actor().id()).hasSize(255);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            scope                                    | allowed
            -                                        | []
            ''                                       | []
            messages:write                           | [MESSAGES_WRITE]
            messages:write crm:write                 | [MESSAGES_WRITE, CRM_WRITE]
            openid messages:write profile            | [MESSAGES_WRITE]
            messages:write,crm:write                 | []
            messages:writes                          | []
            Messages:Write                           | []
            messages:read                            | []
            """)
    void aConnectorHasTheScopesThatItsTokenNames(@Nullable String scope, String allowed) {
        var connector = with("kartei_role", "connector");
        if (scope != null) {
            connector.put("scope", scope);
        }

        assertThat(Caller.of(connector, NAMES).scopes()).hasToString(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[messages:write]", "[messages:write contacts:write crm:write]", "[]"})
    void aScopeThatIsAListRefusesTheToken(String scope) {
        var connector = with("kartei_role", "connector");
        connector.put("scope", scope);

        assertRefused(connector);
    }

    @Test
    void aPersonHasNoScopes() {
        assertThat(Caller.of(with("scope", "messages:write"), NAMES).scopes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void aNameMayBeLeftOut(String name) {
        assertThat(Caller.of(with("name", name), NAMES).actor().name()).isEmpty();
    }

    private static Map<String, String> with(String claim, @Nullable String value) {
        var claims = new HashMap<>(ADA);
        if (value == null) {
            claims.remove(claim);
        } else {
            claims.put(claim, value);
        }
        return claims;
    }

    private static void assertRefused(Map<String, String> claims) {
        var refused = catchThrowableOfType(Rejected.class, () -> Caller.of(claims, NAMES));
        assertThat(refused.rejection()).isInstanceOf(Rejection.Unauthenticated.class);
    }
}
