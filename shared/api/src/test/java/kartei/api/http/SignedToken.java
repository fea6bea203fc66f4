package kartei.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;

/// Tokens made by hand, so that they can be wrong in every way.
final class SignedToken {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private SignedToken() {}

    static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static RSAKey published(KeyPair keys, String kid) {
        return new RSAKey.Builder((RSAPublicKey) keys.getPublic()).keyID(kid).keyUse(KeyUse.SIGNATURE).build();
    }

    static String rs256(String header, String payload, KeyPair keys) {
        return signed(header, payload, "SHA256withRSA", keys);
    }

    static String signed(String header, String payload, String algorithm, KeyPair keys) {
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(keys.getPrivate());
            signature.update(content(header, payload).getBytes(UTF_8));
            return content(header, payload) + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String hs256(String header, String payload, byte[] secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            var hash = mac.doFinal(content(header, payload).getBytes(UTF_8));
            return content(header, payload) + "." + BASE64.encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String unsigned(String header, String payload) {
        return content(header, payload) + ".";
    }

    private static String content(String header, String payload) {
        return BASE64.encodeToString(header.getBytes(UTF_8)) + "." + BASE64.encodeToString(payload.getBytes(UTF_8));
    }
}
