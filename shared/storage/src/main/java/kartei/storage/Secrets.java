package kartei.storage;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import kartei.domain.WorkspaceId;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;

/// What must not lie in the table as it is, encrypted by KMS under the context `{ws, kind}`: one sealed for another workspace
/// or purpose does not open.
public final class Secrets {
    private final KmsClient kms;
    private final String keyId;

    public Secrets(KmsClient kms, String keyId) {
        this.kms = kms;
        this.keyId = keyId;
    }

    /// Base64 of the ciphertext of a text.
    public String seal(WorkspaceId ws, String kind, String text) {
        var sealed = kms.encrypt(request -> request.keyId(keyId)
                .encryptionContext(context(ws, kind))
                .plaintext(SdkBytes.fromUtf8String(text)));
        return Base64.getEncoder().encodeToString(sealed.ciphertextBlob().asByteArray());
    }

    /// The text that `seal` was given.
    public String open(WorkspaceId ws, String kind, String sealed) {
        return new String(decrypt(ws, kind, sealed), StandardCharsets.UTF_8);
    }

    byte[] decrypt(WorkspaceId ws, String kind, String sealed) {
        return kms
                .decrypt(request -> request.keyId(keyId)
                        .encryptionContext(context(ws, kind))
                        .ciphertextBlob(SdkBytes.fromByteArray(Base64.getDecoder().decode(sealed))))
                .plaintext()
                .asByteArray();
    }

    /// A new key of 32 random bytes: as it is, and sealed.
    NewKey newKey(WorkspaceId ws, String kind) {
        var made = kms.generateDataKey(
                request -> request.keyId(keyId).encryptionContext(context(ws, kind)).keySpec(DataKeySpec.AES_256));
        return new NewKey(made.plaintext().asByteArray(),
                Base64.getEncoder().encodeToString(made.ciphertextBlob().asByteArray()));
    }

    private static Map<String, String> context(WorkspaceId ws, String kind) {
        return Map.of("ws", ws.value(), "kind", kind);
    }

    /// A key that was just made. Does not print it.
    static final class NewKey {
        private final byte[] plain;
        private final String sealed;

        NewKey(byte[] plain, String sealed) {
            this.plain = plain.clone();
            this.sealed = sealed;
        }

        byte[] plain() {
            return plain.clone();
        }

        String sealed() {
            return sealed;
        }
    }
}
