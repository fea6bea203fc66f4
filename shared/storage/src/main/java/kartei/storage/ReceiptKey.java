package kartei.storage;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/// The asymmetric KMS key that receipts are signed with: its private half never leaves KMS.
public final class ReceiptKey {
    public static final String ALGORITHM = SigningAlgorithmSpec.ECDSA_SHA_256.toString();
    private static final int LINE_CHARS = 64;

    private final KmsClient kms;
    private final String keyId;

    public ReceiptKey(KmsClient kms, String keyId) {
        this.kms = kms;
        this.keyId = keyId;
    }

    /// How the key is named in receipts.
    public String keyId() {
        return keyId;
    }

    /// Base64 of the signature (DER) of a text of at most 4,096 bytes.
    public String sign(String text) {
        var signed = kms.sign(request -> request.keyId(keyId)
                .messageType(MessageType.RAW)
                .message(SdkBytes.fromUtf8String(text))
                .signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256));
        return Base64.getEncoder().encodeToString(signed.signature().asByteArray());
    }

    /// The public half in PEM (RFC 7468).
    public String pem() {
        var key = kms.getPublicKey(request -> request.keyId(keyId)).publicKey().asByteArray();
        var encoder = Base64.getMimeEncoder(LINE_CHARS, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN PUBLIC KEY-----\n" + encoder.encodeToString(key) + "\n-----END PUBLIC KEY-----\n";
    }
}
