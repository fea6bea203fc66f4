package kartei.api.http;

import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

import kartei.api.json.Json;
import kartei.api.json.JsonReader;
import kartei.domain.Rejected;
import kartei.domain.Rejection;

/// Checks a token by the issuer's keys: RS256 only, signature, issuer, audience, expiry, begin and time of issue by the
/// given clock, with no leeway beyond 30 seconds. Claims that are no texts become nothing, so a role that is a list is no
/// role; the standard ones that are no texts refuse the token.
public final class JwtCheck implements TokenCheck {
    private static final int CLOCK_SKEW_SECONDS = 30;
    private static final List<String> TEXTS = List.of("sub", "scope", "name", "email");

    /// RFC 9068, 2.1; many issuers write `JWT`, or nothing.
    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    public JwtCheck(JWKSource<SecurityContext> keys, String issuer, String audience, InstantSource clock) {
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, ACCESS_TOKEN, null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
        var exact = new JWTClaimsSet.Builder().issuer(issuer).build();
        var verifier = new DefaultJWTClaimsVerifier<SecurityContext>(audience, exact, Set.of("sub", "exp")) {
            @Override
            public void verify(JWTClaimsSet claims, @Nullable SecurityContext context) throws BadJWTException {
                super.verify(claims, context);
                var issued = claims.getIssueTime();
                if (issued != null && issued.toInstant().isAfter(clock.instant().plusSeconds(CLOCK_SKEW_SECONDS))) {
                    throw new BadJWTException("issued in the future");
                }
            }

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
            var signed = SignedJWT.parse(token);
            processor.process(signed, null);
            return texts(signed.getPayload().toBytes());
        } catch (BadJWTException e) {
            throw refused("the token is expired, not valid yet, or for somebody else");
        } catch (RateLimitReachedException unknownKeyAgain) {
            throw refused("the token's key is not one of the issuer's");
        } catch (ParseException | BadJOSEException e) {
            throw refused("the token does not hold");
        } catch (JOSEException e) {
            throw new IllegalStateException("the issuer's keys cannot be read", e);
        }
    }

    private static Map<String, String> texts(byte[] payload) {
        var texts = new HashMap<String, String>();
        var members = members(payload);
        if (!(members.get("exp") instanceof Json.Num)) {
            throw refused("the token never expires");
        }
        for (var claim : members.entrySet()) {
            if (claim.getValue() instanceof Json.Text(var text)) {
                texts.put(claim.getKey(), text);
            } else if (TEXTS.contains(claim.getKey())) {
                throw refused("the claim " + claim.getKey() + " is not a text");
            }
        }
        return texts;
    }

    /// Read as strictly as a body is: what stands twice in a token is no claim.
    private static Map<String, Json> members(byte[] payload) {
        try {
            return JsonReader.read(payload) instanceof Json.Obj object ? object.members() : Map.of();
        } catch (Rejected malformed) {
            throw refused("the token's claims are not JSON");
        }
    }

    private static Rejected refused(String detail) {
        return new Rejected(new Rejection.Unauthenticated(detail));
    }
}
