package kartei.api.http;

import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

import kartei.domain.Rejected;
import kartei.domain.Rejection;

/// Checks a token by the issuer's keys: RS256 only, signature, issuer, audience, expiry and begin by the given clock, with no
/// leeway beyond 30 seconds. Claims that are no texts become nothing, so a role that is a list is no role.
public final class JwtCheck implements TokenCheck {
    private static final int CLOCK_SKEW_SECONDS = 30;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    public JwtCheck(JWKSource<SecurityContext> keys, String issuer, String audience, InstantSource clock) {
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
        var exact = new JWTClaimsSet.Builder().issuer(issuer).build();
        var verifier = new DefaultJWTClaimsVerifier<SecurityContext>(audience, exact, Set.of("sub", "exp")) {
            @Override
            protected Date currentTime() {
                return Date.from(clock.instant());
            }
        };
        verifier.setMaxClockSkew(CLOCK_SKEW_SECONDS);
        processor.setJWTClaimsSetVerifier(verifier);
    }

    /// Keys that are read from a URL and kept for a while; an unknown key id reads them again.
    public static JWKSource<SecurityContext> keysAt(String url) {
        try {
            return JWKSourceBuilder.<SecurityContext>create(URI.create(url).toURL()).retrying(true).build();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("the URL of the token keys is not one", e);
        }
    }

    @Override
    public Map<String, String> claims(String token) {
        try {
            return texts(processor.process(token, null));
        } catch (BadJWTException e) {
            throw refused("the token is expired, not valid yet, or for somebody else");
        } catch (ParseException | BadJOSEException e) {
            throw refused("the token does not hold");
        } catch (JOSEException e) {
            throw new IllegalStateException("the issuer's keys cannot be read", e);
        }
    }

    private static Map<String, String> texts(JWTClaimsSet claims) {
        var texts = new HashMap<String, String>();
        claims.getClaims().forEach((name, value) -> {
            if (value instanceof String text) {
                texts.put(name, text);
            }
        });
        return texts;
    }

    private static Rejected refused(String detail) {
        return new Rejected(new Rejection.Unauthenticated(detail));
    }
}
