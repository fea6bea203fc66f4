package kartei.testkit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.services.kms.model.KeySpec;

/// A key that never leaves the engine: an AES key that encrypts, or a private key that signs, with its public half.
final class KmsKey {
    private static final int AES_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final String id;
    private final KeySpec spec;
    private final byte[] secret;
    private final byte[] publicHalf;

    /// `secret` is the AES key itself or PKCS #8; `publicHalf` is empty or a SubjectPublicKeyInfo.
    KmsKey(String id, KeySpec spec, byte[] secret, byte[] publicHalf) {
        this.id = id;
        this.spec = spec;
        this.secret = secret.clone();
        this.publicHalf = publicHalf.clone();
    }

    static KmsKey generate(String id, KeySpec spec, SecureRandom random) {
        return switch (spec) {
            case SYMMETRIC_DEFAULT -> {
                var secret = new byte[AES_BYTES];
                random.nextBytes(secret);
                yield new KmsKey(id, spec, secret, new byte[0]);
            }
            case RSA_2048, RSA_3072, RSA_4096, ECC_NIST_P256, ECC_NIST_P384 -> pair(id, spec, random);
            default -> throw KmsRefusal.unsupported("keys of " + spec + " are not made here");
        };
    }

    private static KmsKey pair(String id, KeySpec spec, SecureRandom random) {
        try {
            var curve = spec == KeySpec.ECC_NIST_P256 ? "secp256r1" : "secp384r1";
            var generator = KeyPairGenerator.getInstance(family(spec));
            if (family(spec).equals("EC")) {
                generator.initialize(new ECGenParameterSpec(curve), random);
            } else {
                generator.initialize(Integer.parseInt(spec.toString().substring("RSA_".length())), random);
            }
            var pair = generator.generateKeyPair();
            return new KmsKey(id, spec, pair.getPrivate().getEncoded(), pair.getPublic().getEncoded());
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /// `EC` or `RSA`, as the JDK calls them.
    static String family(KeySpec spec) {
        return spec.toString().startsWith("ECC") ? "EC" : "RSA";
    }

    String id() {
        return id;
    }

    KeySpec spec() {
        return spec;
    }

    boolean signs() {
        return spec != KeySpec.SYMMETRIC_DEFAULT;
    }

    byte[] secret() {
        return secret.clone();
    }

    byte[] publicHalf() {
        return publicHalf.clone();
    }

    /// The blob: key id, nonce, and the plaintext under AES-GCM, bound to key id and context.
    byte[] encrypt(byte[] plaintext, Map<String, String> context, SecureRandom random) {
        var name = id.getBytes(StandardCharsets.UTF_8);
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var sealed = aes(Cipher.ENCRYPT_MODE, nonce, plaintext, context);
        return ByteBuffer.allocate(1 + name.length + nonce.length + sealed.length)
                .put((byte) name.length)
                .put(name)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /// The key id that a blob names; refuses what is no blob.
    static String idOf(byte[] blob) {
        if (blob.length == 0 || blob[0] < 1 || blob.length < 1 + blob[0] + NONCE_BYTES) {
            throw KmsRefusal.invalidCiphertext();
        }
        return new String(blob, 1, blob[0], StandardCharsets.UTF_8);
    }

    byte[] decrypt(byte[] blob, Map<String, String> context) {
        var nonceAt = 1 + blob[0];
        var sealedAt = nonceAt + NONCE_BYTES;
        return aes(Cipher.DECRYPT_MODE, Arrays.copyOfRange(blob, nonceAt, sealedAt),
                Arrays.copyOfRange(blob, sealedAt, blob.length), context);
    }

    private byte[] aes(int mode, byte[] nonce, byte[] input, Map<String, String> context) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(bound(context));
            return cipher.doFinal(input);
        } catch (AEADBadTagException _) {
            throw KmsRefusal.invalidCiphertext();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Key id and context in a form that no other id and context have.
    private byte[] bound(Map<String, String> context) {
        var text = new StringBuilder(id);
        new TreeMap<>(context).forEach((name, value) -> text.append('\n')
                .append(name.length())
                .append(':')
                .append(name)
                .append(value.length())
                .append(':')
                .append(value));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "KmsKey[" + id + ", " + spec + "]";
    }
}
