package kartei.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import kartei.testkit.Template.Table;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.s3.model.S3Request;

/// What a call of an SDK client wants to do, as a policy sees it; a call that is not known here is refused by name.
final class CallAccess {
    private final DynamoAccess dynamo;

    CallAccess(Table table) {
        this.dynamo = new DynamoAccess(table);
    }

    List<Access> of(SdkRequest request) {
        return switch (request) {
            case DynamoDbRequest call -> dynamo.of(call);
            case S3Request call -> ObjectAccess.of(call);
            case GenerateDataKeyRequest generate ->
                List.of(Access.key("GenerateDataKey", generate.keyId(), generate.encryptionContext()));
            case EncryptRequest encrypt -> List.of(Access.key("Encrypt", encrypt.keyId(), encrypt.encryptionContext()));
            case DecryptRequest decrypt -> List.of(Access.key("Decrypt",
                    Optional.ofNullable(decrypt.keyId()).orElse("(none named)"), decrypt.encryptionContext()));
            case SignRequest sign -> List.of(Access.key("Sign", sign.keyId(), Map.of()));
            case GetPublicKeyRequest get -> List.of(Access.key("GetPublicKey", get.keyId(), Map.of()));
            default -> throw unknown(request);
        };
    }

    static AssertionError unknown(SdkRequest request) {
        return new AssertionError("nobody knows what rights a " + request.getClass().getSimpleName() + " needs");
    }
}
