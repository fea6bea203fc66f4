package kartei.api;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

import com.nimbusds.jose.util.DefaultResourceRetriever;

import kartei.api.http.JwtCheck;
import kartei.api.http.TokenCheck;
import kartei.api.json.Body;
import kartei.api.json.JsonReader;
import kartei.domain.Rejected;

/// The check of tokens that no gateway has checked, by the issuer that the deployment names. Nothing of it is loaded before
/// the first such token.
final class IssuerTokens {
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int DOCUMENT_BYTES_MAX = 64 * 1024;

    private IssuerTokens() {}

    static TokenCheck of(Environment environment, InstantSource clock) {
        var issuer = environment.require("TOKEN_ISSUER");
        var audience = environment.require("TOKEN_AUDIENCE");
        var check = new Once<TokenCheck>(() -> {
            var url = environment.optional("TOKEN_KEYS_URL").orElseGet(() -> configuredKeys(issuer));
            return new JwtCheck(JwtCheck.keysAt(url), issuer, audience, clock);
        });
        return token -> check.get().claims(token);
    }

    /// The `jwks_uri` of the issuer's configuration document (OpenID Connect Discovery 1.0, 4).
    private static String configuredKeys(String issuer) {
        var document = URI.create(issuer.replaceAll("/$", "") + "/.well-known/openid-configuration");
        try {
            var retriever = new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, DOCUMENT_BYTES_MAX);
            return keysNamedBy(retriever.retrieveResource(document.toURL()).getContent());
        } catch (IOException e) {
            throw new IllegalStateException("the issuer's configuration cannot be read", e);
        }
    }

    private static String keysNamedBy(String configuration) {
        try {
            return Body.of(JsonReader.read(configuration.getBytes(StandardCharsets.UTF_8)))
                    .text("jwks_uri")
                    .orElseThrow(() -> new IllegalStateException("the issuer's configuration names no keys"));
        } catch (Rejected notThisCallersFault) {
            throw new IllegalStateException("the issuer's configuration is not one", notThisCallersFault);
        }
    }
}
