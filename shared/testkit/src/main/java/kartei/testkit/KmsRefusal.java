package kartei.testkit;

/// KMS says no, under the name that AWS gives this kind of no.
final class KmsRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;

    private KmsRefusal(String type, String message) {
        super(message);
        this.type = type;
    }

    String type() {
        return type;
    }

    static KmsRefusal notFound(String key) {
        return new KmsRefusal("NotFoundException", "Key '" + key + "' does not exist");
    }

    /// Without a reason, as AWS gives none: a damaged blob and a wrong context look the same.
    static KmsRefusal invalidCiphertext() {
        return new KmsRefusal("InvalidCiphertextException", "");
    }

    static KmsRefusal incorrectKey() {
        return new KmsRefusal("IncorrectKeyException",
                "The key ID in the request does not identify a CMK that can perform this operation.");
    }

    static KmsRefusal invalidUsage(String keyId) {
        return new KmsRefusal("InvalidKeyUsageException", keyId + " key usage does not allow this operation.");
    }

    static KmsRefusal invalid(String what) {
        return new KmsRefusal("ValidationException", what);
    }

    static KmsRefusal unsupported(String what) {
        return new KmsRefusal("UnsupportedOperationException", what);
    }

    static KmsRefusal unknownOperation(String operation) {
        return new KmsRefusal("UnknownOperationException", operation + " is not answered here");
    }
}
