package kartei.local;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;

import static org.assertj.core.api.Assertions.assertThat;

/// The routes that only the local system has.
@ExtendWith(EchoSystem.class)
class LocalRoutesTest {
    private final LocalSystem system;
    private final HttpCaller http;

    LocalRoutesTest(LocalSystem system) {
        this.system = system;
        this.http = new HttpCaller(system.url());
    }

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void givesATokenThatThePublishedKeyVerifies() throws Exception {
        var answer = http.post("/local/token",
                """
                        {"workspace": "w-1", "role": "connector", "name": "Ada", "sub": "s-1", "scope": "messages:write", "expiresIn": 60}
                        """);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        var token = SignedJWT.parse(answer.json().at("/token").asText());
        var keys = JWKSet.parse(http.get("/.well-known/jwks.json").text());
        var key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();
        assertThat(key.isPrivate()).isFalse();
        assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
        assertThat(token.getJWTClaimsSet().toJSONObject())
                .containsAllEntriesOf(Map.of("workspace", "w-1", "role", "connector", "name", "Ada", "sub", "s-1",
                        "scope", "messages:write", "iss", system.url().toString(), "aud", "echo"));
        var claims = token.getJWTClaimsSet();
        assertThat(Instant.parse(answer.json().at("/expiresAt").asText()))
                .isEqualTo(claims.getExpirationTime().toInstant());
        assertThat(claims.getExpirationTime().toInstant()).isEqualTo(claims.getIssueTime().toInstant().plusSeconds(60));
    }

    @Test
    void publishesWhereItsKeyIs() {
        var document = http.get("/.well-known/openid-configuration").json();

        assertThat(document.at("/issuer").asText()).isEqualTo(system.url().toString());
        assertThat(document.at("/jwks_uri").asText()).isEqualTo(system.url() + "/.well-known/jwks.json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, quoteCharacter = '`', textBlock = """
            route  | body                                                   | status | pointers
            token  | {"workspace": "w1", "role": "admin"                    | 400    | ``
            token  | {"workspace": "w1", "role": "admin", "role": "agent"}  | 400    | ``
            token  | ``                                                     | 400    | ``
            token  | []                                                     | 422    | ``
            token  | {}                                                     | 422    | /workspace /role
            token  | {"workspace": "w 1", "role": "boss"}                   | 422    | /workspace /role
            token  | {"workspace": 1, "role": null}                         | 422    | /workspace /role
            token  | {"workspace": "w1", "role": "admin", "expiresIn": 0}   | 422    | /expiresIn
            token  | {"workspace": "w1", "role": "admin", "expiresIn": "1"} | 422    | /expiresIn
            token  | {"workspace": "w1", "role": "admin", "color": "red"}   | 422    | /color
            clock  | {"advance": "-PT1S"}                                   | 422    | /advance
            clock  | {"advance": "tomorrow"}                                | 422    | /advance
            clock  | {"advance": 5}                                         | 422    | /advance
            clock  | {"advance": null}                                      | 422    | /advance
            clock  | {"advance": "P999999999D"}                             | 422    | /advance
            clock  | {"advance": "PT9999999999999999999H"}                  | 422    | /advance
            clock  | {}                                                     | 422    | /advance
            clock  | PT1H                                                   | 400    | ``
            settle | {"within": "PT11M"}                                    | 422    | /within
            settle | {"within": "-PT1S"}                                    | 422    | /within
            settle | {"within": "PT1S", "until": 1}                         | 422    | /until
            settle | nonsense                                               | 400    | ``
            """)
    void refusesABodyWithAllItsFaults(String route, String body, int status, String pointers) {
        var answer = http.post("/local/" + route, body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.json().at("/type").asText())
                .isEqualTo(status == 400 ? "/problems/malformed" : "/problems/invalid");
        if (!pointers.isEmpty()) {
            assertThat(answer.json().at("/errors")).extracting(fault -> fault.path("pointer").asText())
                    .containsOnly(pointers.split(" ", -1));
        }
    }

    @Test
    void namesTheMethodThatARouteHas() {
        var answer = http.get("/local/token");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).isEqualTo("POST");
    }

    @Test
    void leavesToTheGatewayWhatIsNoLocalRoute() {
        assertThat(http.get("/local/nothing").json().at("/routeKey").asText()).isEqualTo("$default");
    }

    @Test
    void saysThatEverythingAnswers() {
        var health = http.get("/local/health");

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().at("/dynamodb/endpoint").asText()).isEqualTo(system.engines().dynamo().toString());
        assertThat(health.json().at("/dynamodb/table").asText()).isEqualTo("Table");
        assertThat(health.json().at("/s3/endpoint").asText()).isEqualTo(system.engines().s3().toString());
        assertThat(health.json().at("/s3/buckets/Files").asText()).isEqualTo("Files");
        assertThat(health.json().at("/functions")).extracting(JsonNode::asText)
                .containsExactly("EchoFunction", "TroubleFunction", "RecordingFunction");
        assertThat(health.json().at("/streamLagMs").isIntegralNumber()).isTrue();
        assertThat(health.json().at("/failures").isIntegralNumber()).isTrue();
        assertThat(Instant.parse(health.json().at("/now").asText()))
                .isAfter(Instant.now().minus(Duration.ofMinutes(1)));
    }

    @Test
    void settlesWhenNothingMoves() {
        var answer = http.post("/local/settle", "{\"within\": \"PT10S\"}").json();

        assertThat(answer.at("/settled").asBoolean()).isTrue();
        assertThat(answer.at("/busy")).isEmpty();
        assertThat(answer.at("/waiting")).isEmpty();
    }
}
