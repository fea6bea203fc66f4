package kartei.local;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/// Only a token of the issuer, for this audience and of this time, opens a route.
@ExtendWith(EchoSystem.class)
@TestInstance(Lifecycle.PER_CLASS)
class TokenTest {
    private final LocalSystem system;
    private final HttpCaller http;
    private final RSAKey key;

    TokenTest(LocalSystem system) {
        this.system = system;
        this.http = new HttpCaller(system.url());
        this.key = system.issuer().key().key();
    }

    @AfterAll
    void close() {
        http.close();
    }

    @Test
    void takesATokenOfTheIssuer() throws JOSEException {
        var answer = http.get("/echo/7", "authorization",
                "bearer " + signed(claims().build(), JWSAlgorithm.RS256, key));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/requestContext/authorizer/jwt/claims/list").asText()).isEqualTo("[a b]");
        assertThat(answer.json().at("/requestContext/authorizer/jwt/claims/number").asText()).isEqualTo("7");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tokensThatDoNotHold")
    void refusesEveryOtherToken(String why, String token) {
        var answer = http.get("/echo/7", "authorization", "Bearer " + token);

        assertThat(answer.status()).as(why).isEqualTo(401);
        assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.json().at("/type").asText()).isEqualTo("/problems/unauthenticated");
    }

    Stream<Arguments> tokensThatDoNotHold() throws JOSEException {
        var good = signed(claims().build(), JWSAlgorithm.RS256, key);
        var strangers = new RSAKeyGenerator(2048).keyID(key.getKeyID()).generate();
        var unknown = new RSAKeyGenerator(2048).keyID("another").generate();
        var publicKey = new MACSigner(key.toRSAPublicKey().getEncoded());
        return Stream.of(
                arguments("another algorithm of the same key", signed(claims().build(), JWSAlgorithm.RS512, key)),
                arguments("no algorithm", new PlainJWT(claims().build()).serialize()),
                arguments("the public key as a secret", signed(claims().build(), JWSAlgorithm.HS256, publicKey)),
                arguments("another key under the same id", signed(claims().build(), JWSAlgorithm.RS256, strangers)),
                arguments("an unknown key", signed(claims().build(), JWSAlgorithm.RS256, unknown)),
                arguments("a changed payload", changed(good)),
                arguments("no signature", good.substring(0, good.lastIndexOf('.') + 1)),
                arguments("another issuer", with(claims -> claims.issuer("http://127.0.0.1:1"))),
                arguments("no issuer", with(claims -> claims.issuer(null))),
                arguments("another audience", with(claims -> claims.audience("somebody"))),
                arguments("no audience", with(claims -> claims.audience((String) null))),
                arguments("expired", with(claims -> claims.expirationTime(in(Duration.ofMinutes(-2))))),
                arguments("no expiry", with(claims -> claims.expirationTime(null))),
                arguments("not valid yet", with(claims -> claims.notBeforeTime(in(Duration.ofMinutes(2))))),
                arguments("issued later", with(claims -> claims.issueTime(in(Duration.ofMinutes(2))))),
                arguments("no subject", with(claims -> claims.subject(null))), arguments("no token", "nonsense"),
                arguments("nothing", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "Bearer", "Token x", ""})
    void refusesWhatIsNoBearerToken(String header) {
        assertThat(http.get("/echo/7", "authorization", header).status()).isEqualTo(401);
        assertThat(http.get("/echo/7").status()).isEqualTo(401);
    }

    @Test
    void asksForNoTokenWhereTheTemplateDoesNot() {
        assertThat(http.post("/open", "{}", "authorization", "Bearer nonsense").status()).isEqualTo(200);
        assertThat(http.get("/nowhere").status()).isEqualTo(200);
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder().issuer(system.url().toString())
                .audience("echo")
                .subject("ada")
                .expirationTime(in(Duration.ofMinutes(5)))
                .claim("workspace", "w1")
                .claim("role", "admin")
                .claim("number", 7)
                .claim("list", List.of("a", "b"));
    }

    private String with(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        return signed(change.apply(claims()).build(), JWSAlgorithm.RS256, key);
    }

    private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, RSAKey key) throws JOSEException {
        return signed(claims, new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), new RSASSASigner(key));
    }

    private String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, JWSSigner signer) throws JOSEException {
        return signed(claims, new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), signer);
    }

    private static String signed(JWTClaimsSet claims, JWSHeader header, JWSSigner signer) throws JOSEException {
        var token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    /// The same signature under other claims.
    private String changed(String token) throws JOSEException {
        var parts = token.split("\\.", -1);
        var other = with(claims -> claims.claim("role", "agent")).split("\\.", -1);
        return parts[0] + "." + other[1] + "." + parts[2];
    }

    /// By the clock of the system, which other tests move.
    private Date in(Duration duration) {
        var now = Instant.parse(http.get("/local/health").json().at("/now").asText());
        return Date.from(now.plus(duration));
    }
}
