package kartei.testkit;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The operations of KMS that are answered, from request body to response body.
final class KmsOperations {
    private static final String ARN_PREFIX = "arn:aws:kms:local:000000000000:key/";
    /// The limit of Encrypt's Plaintext and of Sign's raw Message.
    private static final int INPUT_BYTES_MAX = 4096;
    private static final int DATA_KEY_BYTES_MAX = 1024;
    private static final int AES_256_BYTES = 32;
    private static final int AES_128_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final KmsKeys keys;
    private final JsonMapper json;

    KmsOperations(KmsKeys keys, JsonMapper json) {
        this.keys = keys;
        this.json = json;
    }

    JsonNode perform(String operation, JsonNode request) {
        return switch (operation) {
            case "CreateKey" -> createKey(request);
            case "GenerateDataKey" -> generateDataKey(request);
            case "Encrypt" -> encrypt(request);
            case "Decrypt" -> decrypt(request);
            case "Sign" -> sign(request);
            case "GetPublicKey" -> getPublicKey(request);
            default -> throw KmsRefusal.unknownOperation(operation);
        };
    }

    String makeKey(String id, KeySpec spec) {
        return ARN_PREFIX + keys.make(id, spec, random).id();
    }

    boolean hasKeys() {
        return !keys.isEmpty();
    }

    private JsonNode createKey(JsonNode request) {
        var spec = KeySpec.fromValue(request.path("KeySpec").asString(KeySpec.SYMMETRIC_DEFAULT.toString()));
        var key = keys.make(UUID.randomUUID().toString(), spec, random);
        var answer = json.createObjectNode();
        answer.putObject("KeyMetadata")
                .put("KeyId", key.id())
                .put("Arn", arn(key))
                .put("Enabled", true)
                .put("KeyState", "Enabled")
                .put("KeySpec", spec.toString())
                .put("KeyUsage", usage(key));
        return answer;
    }

    private JsonNode generateDataKey(JsonNode request) {
        var key = encrypting(request);
        var plaintext = new byte[dataKeyBytes(request)];
        random.nextBytes(plaintext);
        return named(key).put("Plaintext", base64(plaintext))
                .put("CiphertextBlob", base64(key.encrypt(plaintext, context(request), random)));
    }

    private static int dataKeyBytes(JsonNode request) {
        if (request.has("KeySpec") == request.has("NumberOfBytes")) {
            throw KmsRefusal.invalid("Please specify either number of bytes or key spec.");
        }
        var bytes = switch (request.path("KeySpec").asString("")) {
            case "AES_256" -> AES_256_BYTES;
            case "AES_128" -> AES_128_BYTES;
            default -> request.path("NumberOfBytes").asInt(0);
        };
        if (bytes < 1 || bytes > DATA_KEY_BYTES_MAX) {
            throw KmsRefusal.invalid("a data key has 1 to " + DATA_KEY_BYTES_MAX + " bytes");
        }
        return bytes;
    }

    private JsonNode encrypt(JsonNode request) {
        var key = encrypting(request);
        var blob = key.encrypt(input(request, "Plaintext"), context(request), random);
        return named(key).put("CiphertextBlob", base64(blob)).put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
    }

    private JsonNode decrypt(JsonNode request) {
        var blob = bytes(request, "CiphertextBlob");
        var key = keys.find(KmsKey.idOf(blob));
        if (request.has("KeyId") && !keys.find(request.get("KeyId").asString()).id().equals(key.id())) {
            throw KmsRefusal.incorrectKey();
        }
        return named(key).put("Plaintext", base64(key.decrypt(blob, context(request))))
                .put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
    }

    private JsonNode sign(JsonNode request) {
        var key = signing(request);
        var algorithm = SigningAlgorithmSpec.fromValue(request.path("SigningAlgorithm").asString(""));
        if (!KmsSignature.algorithms(key.spec()).contains(algorithm)) {
            throw KmsRefusal.invalidUsage(arn(key));
        }
        var isDigest = request.path("MessageType").asString("RAW").equals("DIGEST");
        var signature = KmsSignature.over(input(request, "Message"), isDigest, algorithm, key);
        return named(key).put("Signature", base64(signature)).put("SigningAlgorithm", algorithm.toString());
    }

    private JsonNode getPublicKey(JsonNode request) {
        var key = signing(request);
        var answer = named(key).put("PublicKey", base64(key.publicHalf()))
                .put("KeySpec", key.spec().toString())
                .put("KeyUsage", usage(key));
        var algorithms = answer.putArray("SigningAlgorithms");
        KmsSignature.algorithms(key.spec()).forEach(algorithm -> algorithms.add(algorithm.toString()));
        return answer;
    }

    private KmsKey encrypting(JsonNode request) {
        var key = keys.find(request.path("KeyId").asString(""));
        if (key.signs()) {
            throw KmsRefusal.invalidUsage(arn(key));
        }
        return key;
    }

    private KmsKey signing(JsonNode request) {
        var key = keys.find(request.path("KeyId").asString(""));
        if (!key.signs()) {
            throw KmsRefusal.invalidUsage(arn(key));
        }
        return key;
    }

    private ObjectNode named(KmsKey key) {
        return json.createObjectNode().put("KeyId", arn(key));
    }

    private static String arn(KmsKey key) {
        return ARN_PREFIX + key.id();
    }

    private static String usage(KmsKey key) {
        return key.signs() ? "SIGN_VERIFY" : "ENCRYPT_DECRYPT";
    }

    private static Map<String, String> context(JsonNode request) {
        var context = new HashMap<String, String>();
        request.path("EncryptionContext")
                .properties()
                .forEach(entry -> context.put(entry.getKey(), entry.getValue().asString()));
        return context;
    }

    private static byte[] input(JsonNode request, String field) {
        var input = bytes(request, field);
        if (input.length < 1 || input.length > INPUT_BYTES_MAX) {
            throw KmsRefusal.invalid(
                    "1 validation error detected: '" + field + "' must have 1 to " + INPUT_BYTES_MAX + " bytes");
        }
        return input;
    }

    private static byte[] bytes(JsonNode request, String field) {
        try {
            return Base64.getDecoder().decode(request.path(field).asString(""));
        } catch (IllegalArgumentException _) {
            throw KmsRefusal.invalid("'" + field + "' is not base64");
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
