package kartei.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.sun.net.httpserver.HttpServer;

import kartei.domain.Rejected;
import kartei.domain.Rejection;

/// The check of tokens that no gateway has checked (api.md, Conventions; RFC 7519, RFC 8725).
class JwtCheckTest {
    private static final KeyPair KEYS = SignedToken.newKeys();
    private static final KeyPair OTHER_KEYS = SignedToken.newKeys();
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final String HEADER = "{\"alg\":\"RS256\",\"kid\":\"k1\",\"typ\":\"JWT\"}";
    private static final String CLAIMS = """
            {"iss":"https://issuer.example","aud":"kartei","sub":"u-1","workspace":"acme","role":"admin","exp":%d}"""
            .formatted(NOW.getEpochSecond() + 60);

    private final JwtCheck check = new JwtCheck(new ImmutableJWKSet<>(new JWKSet(SignedToken.published(KEYS, "k1"))),
            "https://issuer.example", "kartei", () -> NOW);

    @Test
    void readsTheClaimsOfAGoodToken() {
        var claims = check.claims(token(CLAIMS));

        assertThat(claims).containsEntry("sub", "u-1")
                .containsEntry("workspace", "acme")
                .containsEntry("role", "admin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"alg\":\"RS256\",\"kid\":\"k1\"}", "{\"alg\":\"RS256\"}",
            "{\"alg\":\"RS256\",\"kid\":\"k1\",\"typ\":\"jwt\"}",
            "{\"alg\":\"RS256\",\"kid\":\"k1\",\"typ\":\"at+jwt\"}"})
    void takesTheHeadersThatIssuersWrite(String header) {
        assertThat(check.claims(SignedToken.rs256(header, CLAIMS, KEYS))).containsEntry("sub", "u-1");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refuses(String why, String token) {
        assertRefused(token);
    }

    static Stream<Arguments> refuses() {
        var good = token(CLAIMS);
        var publicKey = KEYS.getPublic().getEncoded();
        return Stream.of(arguments("nothing", ""), arguments("a word", "x"),
                arguments("two parts", good.substring(0, good.lastIndexOf('.'))), arguments("four parts", good + ".x"),
                arguments("no signature", good.substring(0, good.lastIndexOf('.') + 1)),
                arguments("a signature changed", changed(good)),
                arguments("claims changed",
                        good.replaceFirst("\\.[^.]+\\.", "." + encoded(CLAIMS.replace("acme", "x")) + ".")),
                arguments("algorithm none", SignedToken.unsigned("{\"alg\":\"none\"}", CLAIMS)),
                arguments("algorithm NONE", SignedToken.unsigned("{\"alg\":\"NONE\"}", CLAIMS)),
                arguments("algorithm none with a signature", SignedToken.rs256("{\"alg\":\"none\"}", CLAIMS, KEYS)),
                arguments("no algorithm", SignedToken.rs256("{\"kid\":\"k1\"}", CLAIMS, KEYS)),
                arguments("HS256 under the public key",
                        SignedToken.hs256("{\"alg\":\"HS256\",\"kid\":\"k1\"}", CLAIMS, publicKey)),
                arguments("RS512",
                        SignedToken.signed("{\"alg\":\"RS512\",\"kid\":\"k1\"}", CLAIMS, "SHA512withRSA", KEYS)),
                arguments("RS256 said, RS512 signed", SignedToken.signed(HEADER, CLAIMS, "SHA512withRSA", KEYS)),
                arguments("a key that comes along",
                        SignedToken.rs256("{\"alg\":\"RS256\",\"jwk\":"
                                + SignedToken.published(OTHER_KEYS, "k1").toJSONString() + "}", CLAIMS, OTHER_KEYS)),
                arguments("another key under the same id", SignedToken.rs256(HEADER, CLAIMS, OTHER_KEYS)),
                arguments("an unknown key id",
                        SignedToken.rs256("{\"alg\":\"RS256\",\"kid\":\"k2\"}", CLAIMS, OTHER_KEYS)),
                arguments("a critical header that nobody knows",
                        SignedToken.rs256("{\"alg\":\"RS256\",\"kid\":\"k1\",\"crit\":[\"x\"],\"x\":1}", CLAIMS, KEYS)),
                arguments("another type of token",
                        SignedToken.rs256("{\"alg\":\"RS256\",\"kid\":\"k1\",\"typ\":\"logout+jwt\"}", CLAIMS, KEYS)),
                arguments("a header that is no JSON", SignedToken.rs256("alg=RS256", CLAIMS, KEYS)),
                arguments("claims that are no JSON", token("sub=u-1")),
                arguments("claims that are a list", token("[" + CLAIMS + "]")),
                arguments("claims with text behind", token(CLAIMS + " x")),
                arguments("a claim twice", token(CLAIMS.replace("}", ",\"role\":\"agent\"}"))),
                arguments("a lone surrogate", token(CLAIMS.replace("u-1", "\\ud83d"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', useHeadersInDisplayName = true, textBlock = """
            claim in the token                     | instead
            "iss":"https://issuer.example"         | "iss":"https://other.example"
            "iss":"https://issuer.example"         | "iss":"https://issuer.example/"
            "iss":"https://issuer.example"         | "iss":"HTTPS://ISSUER.EXAMPLE"
            "iss":"https://issuer.example"         | "iss":["https://issuer.example"]
            "iss":"https://issuer.example"         | "iss":1
            "iss":"https://issuer.example",        | ''
            "aud":"kartei"                         | "aud":"other"
            "aud":"kartei"                         | "aud":"Kartei"
            "aud":"kartei"                         | "aud":[]
            "aud":"kartei"                         | "aud":["other"]
            "aud":"kartei"                         | "aud":""
            "aud":"kartei"                         | "aud":{"kartei":1}
            "aud":"kartei",                        | ''
            "sub":"u-1"                            | "sub":1
            "sub":"u-1"                            | "sub":["u-1"]
            "sub":"u-1"                            | "sub":{"id":"u-1"}
            "sub":"u-1"                            | "sub":null
            "sub":"u-1"                            | "sub":true
            "sub":"u-1",                           | ''
            "role":"admin"                         | "role":"admin","scope":["messages:write"]
            "role":"admin"                         | "role":"admin","scope":1
            "role":"admin"                         | "role":"admin","name":["Ada"]
            "role":"admin"                         | "role":"admin","email":{}
            """)
    void refusesAnotherIssuerAudienceOrShape(String claim, String instead) {
        assertThat(CLAIMS).contains(claim);

        assertRefused(token(CLAIMS.replace(claim, instead)));
    }

    /// The role and workspace claims have names of the deployment, so their shape is looked at by `Caller`.
    @ParameterizedTest
    @ValueSource(strings = {"[\"admin\"]", "{\"admin\":true}", "1", "true", "null"})
    void aClaimThatIsNoTextIsNone(String role) {
        assertThat(check.claims(token(CLAIMS.replace("\"admin\"", role)))).doesNotContainKey("role");
    }

    @Test
    void takesAnAudienceAmongOthers() {
        assertThat(check.claims(token(CLAIMS.replace("\"kartei\"", "[\"other\",\"kartei\"]")))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            seconds to exp | seconds to nbf | holds
            60             | -              | true
            60             | -60            | true
            60             | 0              | true
            60             | 29             | true
            60             | 31             | false
            60             | 60             | false
            1              | -              | true
            -29            | -              | true
            -31            | -              | false
            -86400         | -              | false
            """)
    void looksAtTheClockOfTheWorld(long exp, @Nullable Long nbf, boolean holds) {
        var begins = nbf == null ? "" : ",\"nbf\":" + (NOW.getEpochSecond() + nbf);
        var token = token(CLAIMS.replaceFirst("\"exp\":\\d+", "\"exp\":" + (NOW.getEpochSecond() + exp) + begins));

        if (holds) {
            assertThat(check.claims(token)).isNotEmpty();
        } else {
            assertRefused(token);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"exp\":\"2090-01-01\"", "\"exp\":\"1795000000000\"", "\"exp\":null", "\"exp\":[]",
            "\"exp\":true", "\"x\":1", "\"exp\":-1", "\"exp\":1e400"})
    void refusesAnEndThatIsNone(String exp) {
        assertRefused(token(CLAIMS.replaceFirst("\"exp\":\\d+", exp)));
    }

    @Test
    void sayNothingOfWhatTheTokenHeld() {
        var refused = refusalOf(token(CLAIMS.replace("kartei", "jo@example.com")));

        assertThat(refused.detail()).doesNotContain("jo@", "acme");
    }

    /// Somebody who makes up key ids must neither cause an error nor a request to the issuer each time.
    @Test
    void aFloodOfUnknownKeyIdsIsRefusedWithoutAskingTheIssuerEachTime() throws IOException {
        var asked = new AtomicInteger();
        var server = issuer(asked, new JWKSet(SignedToken.published(KEYS, "k1")).toString());
        try {
            var remote = new JwtCheck(JwtCheck.keysAt(urlOf(server)), "https://issuer.example", "kartei", () -> NOW);

            assertThat(remote.claims(token(CLAIMS))).containsEntry("sub", "u-1");
            for (int i = 0; i < 20; i++) {
                var unknown = SignedToken.rs256("{\"alg\":\"RS256\",\"kid\":\"x" + i + "\"}", CLAIMS, OTHER_KEYS);
                var refused = catchThrowableOfType(Rejected.class, () -> remote.claims(unknown));
                assertThat(refused.rejection()).isInstanceOf(Rejection.Unauthenticated.class);
            }
            assertThat(remote.claims(token(CLAIMS))).containsEntry("sub", "u-1");
            assertThat(asked.get()).isLessThanOrEqualTo(3);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void keysThatCannotBeReadAreNotTheCallersFault() throws IOException {
        var server = issuer(new AtomicInteger(), "not keys");
        try {
            var remote = new JwtCheck(JwtCheck.keysAt(urlOf(server)), "https://issuer.example", "kartei", () -> NOW);

            assertThatThrownBy(() -> remote.claims(token(CLAIMS))).isInstanceOf(IllegalStateException.class);
        } finally {
            server.stop(0);
        }
    }

    private static HttpServer issuer(AtomicInteger asked, String keys) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.getResponseHeaders().add("content-type", "application/json");
            exchange.sendResponseHeaders(200, keys.length());
            exchange.getResponseBody().write(keys.getBytes(UTF_8));
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String urlOf(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json";
    }

    private static String token(String claims) {
        return SignedToken.rs256(HEADER, claims, KEYS);
    }

    private static String changed(String token) {
        var at = token.lastIndexOf('.') + 10;
        return token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private void assertRefused(String token) {
        assertThat(refusalOf(token)).isNotNull();
    }

    private Rejection.Unauthenticated refusalOf(String token) {
        var refused = catchThrowableOfType(Rejected.class, () -> check.claims(token));
        assertThat(refused).isNotNull();
        assertThat(refused.rejection()).isInstanceOf(Rejection.Unauthenticated.class);
        return (Rejection.Unauthenticated) refused.rejection();
    }
}
