package kartei.local.token;

import java.text.ParseException;

import kartei.local.JsonTrees;
import kartei.local.Shelf;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

/// The RSA key of the local issuer, made at the first start and kept with the data: tokens outlive a restart.
public record DevelopmentKey(RSAKey key) {
    private static final String NAME = "token-key.json";
    private static final int BITS = 2_048;

    public static DevelopmentKey keptOn(Shelf shelf) {
        var kept = shelf.read(NAME);
        try {
            if (kept.isPresent()) {
                return new DevelopmentKey(RSAKey.parse(kept.get()));
            }
            var made = new RSAKeyGenerator(BITS).algorithm(JWSAlgorithm.RS256)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint(true)
                    .generate();
            shelf.write(NAME, made.toJSONString());
            return new DevelopmentKey(made);
        } catch (ParseException e) {
            throw JsonTrees.damaged(shelf, NAME);
        } catch (JOSEException e) {
            throw new IllegalStateException("this JDK makes no RSA keys", e);
        }
    }

    /// What anybody may know: enough to check a token, not to make one.
    public JWKSet published() {
        return new JWKSet(key.toPublicJWK());
    }

    @Override
    public String toString() {
        return "DevelopmentKey[" + key.getKeyID() + "]";
    }
}
