package kartei.local.token;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;

import kartei.api.Ids;
import kartei.api.http.Caller;
import kartei.api.http.JwtCheck;
import kartei.api.http.TokenCheck;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/// Makes tokens, and checks them as the gateway does.
public record Issuer(
        DevelopmentKey key,
        String url,
        String audience,
        Caller.ClaimNames claimNames,
        InstantSource clock) {

    /// Whom a token is for.
    public record Holder(
            String workspace,
            String role,
            Optional<String> name,
            Optional<String> subject,
            Optional<String> scope,
            Duration valid) {
        public static final Duration VALID = Duration.ofHours(1);

        /// A user with `role` in `workspace`, for an hour.
        public static Holder of(String workspace, String role) {
            return new Holder(workspace, role, Optional.empty(), Optional.empty(), Optional.empty(), VALID);
        }

        public Holder withScope(String other) {
            return new Holder(workspace, role, name, subject, Optional.of(other), valid);
        }
    }

    /// A token and when it ends.
    public record Issued(String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "Issued[until " + expiresAt + "]";
        }
    }

    public Issued issue(Holder holder) {
        var now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
        var end = now.plus(holder.valid);
        var claims = new JWTClaimsSet.Builder().issuer(url)
                .audience(audience)
                .subject(holder.subject.orElse("local-" + holder.role))
                .jwtID(new Ids(clock).next())
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(end))
                .claim(claimNames.workspace(), holder.workspace)
                .claim(claimNames.role(), holder.role);
        holder.name.ifPresent(name -> claims.claim("name", name));
        holder.scope.ifPresent(scope -> claims.claim("scope", scope));
        return new Issued(signed(claims.build()), end);
    }

    public TokenCheck check() {
        return new JwtCheck(new ImmutableJWKSet<>(key.published()), url, audience, clock);
    }

    private String signed(JWTClaimsSet claims) {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.key().getKeyID()).build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new RSASSASigner(key.key()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("the development key does not sign", e);
        }
    }
}
