package kartei.testkit;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/// What a key that signs can do: which algorithms it has, and a signature over a message or its digest.
final class KmsSignature {
    private static final String SHA_256_DIGEST_INFO = "3031300d060960864801650304020105000420";
    private static final String SHA_384_DIGEST_INFO = "3041300d060960864801650304020205000430";
    private static final String SHA_512_DIGEST_INFO = "3051300d060960864801650304020305000440";

    private KmsSignature() {}

    static List<SigningAlgorithmSpec> algorithms(KeySpec spec) {
        return switch (spec) {
            case ECC_NIST_P256 -> List.of(SigningAlgorithmSpec.ECDSA_SHA_256);
            case ECC_NIST_P384 -> List.of(SigningAlgorithmSpec.ECDSA_SHA_384);
            default -> Arrays.stream(SigningAlgorithmSpec.values())
                    .filter(algorithm -> algorithm.toString().startsWith("RSASSA_"))
                    .toList();
        };
    }

    static byte[] over(byte[] message, boolean isDigest, SigningAlgorithmSpec algorithm, KmsKey key) {
        try {
            var bits = algorithm.toString().substring(algorithm.toString().length() - 3);
            var signature = Signature.getInstance(jdkName(algorithm, bits, isDigest));
            if (signature.getAlgorithm().equals("RSASSA-PSS")) {
                signature.setParameter(new PSSParameterSpec("SHA-" + bits, "MGF1", new MGF1ParameterSpec("SHA-" + bits),
                        Integer.parseInt(bits) / 8, 1));
            }
            signature.initSign(KeyFactory.getInstance(KmsKey.family(key.spec()))
                    .generatePrivate(new PKCS8EncodedKeySpec(key.secret())));
            signature
                    .update(isDigest && signature.getAlgorithm().endsWith("RSA") ? digestInfo(message, bits) : message);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String jdkName(SigningAlgorithmSpec algorithm, String bits, boolean isDigest) {
        var digest = isDigest ? "NONE" : "SHA" + bits;
        if (algorithm.toString().startsWith("ECDSA")) {
            return digest + "withECDSA";
        }
        if (algorithm.toString().startsWith("RSASSA_PKCS1")) {
            return digest + "withRSA";
        }
        if (isDigest) {
            throw KmsRefusal.unsupported("RSASSA_PSS signs the message, not a digest, here");
        }
        return "RSASSA-PSS";
    }

    private static byte[] digestInfo(byte[] digest, String bits) {
        var prefix = HexFormat.of().parseHex(switch (bits) {
            case "256" -> SHA_256_DIGEST_INFO;
            case "384" -> SHA_384_DIGEST_INFO;
            default -> SHA_512_DIGEST_INFO;
        });
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(prefix);
        whole.writeBytes(digest);
        return whole.toByteArray();
    }
}
