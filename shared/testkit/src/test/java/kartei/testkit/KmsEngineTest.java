package kartei.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.InvalidKeyUsageException;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

class KmsEngineTest {
    private static final SdkBytes PLAIN = SdkBytes.fromUtf8String("a secret of the workspace");
    private static final Map<String, String> CONTEXT = Map.of("ws", "w1", "kind", "crm");

    @TempDir
    Path folder;

    private KmsEngine engine = KmsEngine.inMemory(Address.anyLoopback());
    private KmsClient kms = TestClients.kms(engine.endpoint());

    @BeforeEach
    void makeAKey() {
        engine.makeKey("data", KeySpec.SYMMETRIC_DEFAULT);
    }

    @AfterEach
    void close() {
        kms.close();
        engine.close();
    }

    @Test
    void decryptsWhatItEncryptedUnderTheSameContext() {
        var blob = kms.encrypt(in -> in.keyId("data").plaintext(PLAIN).encryptionContext(CONTEXT)).ciphertextBlob();

        var answer = kms.decrypt(in -> in.ciphertextBlob(blob).encryptionContext(CONTEXT));

        assertThat(answer.plaintext()).isEqualTo(PLAIN);
        assertThat(answer.keyId()).endsWith(":key/data");
    }

    @Test
    void givesADataKeyThatItCanUnwrap() {
        var given = kms.generateDataKey(in -> in.keyId("data").keySpec(DataKeySpec.AES_256).encryptionContext(CONTEXT));

        var unwrapped = kms.decrypt(in -> in.ciphertextBlob(given.ciphertextBlob()).encryptionContext(CONTEXT));

        assertThat(given.plaintext().asByteArray()).hasSize(32);
        assertThat(unwrapped.plaintext()).isEqualTo(given.plaintext());
    }

    @Test
    void refusesAnotherContext() {
        var blob = kms.encrypt(in -> in.keyId("data").plaintext(PLAIN).encryptionContext(CONTEXT)).ciphertextBlob();

        assertThatThrownBy(
                () -> kms.decrypt(in -> in.ciphertextBlob(blob).encryptionContext(Map.of("ws", "w2", "kind", "crm"))))
                .isInstanceOf(InvalidCiphertextException.class);
        assertThatThrownBy(() -> kms.decrypt(in -> in.ciphertextBlob(blob)))
                .isInstanceOf(InvalidCiphertextException.class);
    }

    @Test
    void refusesABlobWithAnyByteChanged() {
        var blob = kms.encrypt(in -> in.keyId("data").plaintext(PLAIN)).ciphertextBlob().asByteArray();

        for (var at = 0; at < blob.length; at++) {
            var damaged = blob.clone();
            damaged[at] ^= 1;
            assertThatThrownBy(() -> kms.decrypt(in -> in.ciphertextBlob(SdkBytes.fromByteArray(damaged))))
                    .isInstanceOfAny(InvalidCiphertextException.class, NotFoundException.class);
        }
        assertThatThrownBy(() -> kms.decrypt(in -> in.ciphertextBlob(SdkBytes.fromByteArray(new byte[]{1}))))
                .isInstanceOf(InvalidCiphertextException.class);
    }

    @Test
    void refusesAKeyThatIsNotThereOrNotTheOneOfTheBlob() {
        engine.makeKey("other", KeySpec.SYMMETRIC_DEFAULT);
        var blob = kms.encrypt(in -> in.keyId("data").plaintext(PLAIN)).ciphertextBlob();

        assertThatThrownBy(() -> kms.encrypt(in -> in.keyId("nobody").plaintext(PLAIN)))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> kms.decrypt(in -> in.ciphertextBlob(blob).keyId("other")))
                .isInstanceOf(IncorrectKeyException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            spec          | algorithm                 | type   | jdk
            RSA_2048      | RSASSA_PKCS1_V1_5_SHA_256 | RAW    | SHA256withRSA
            RSA_2048      | RSASSA_PKCS1_V1_5_SHA_256 | DIGEST | SHA256withRSA
            RSA_2048      | RSASSA_PSS_SHA_256        | RAW    | RSASSA-PSS
            ECC_NIST_P256 | ECDSA_SHA_256             | RAW    | SHA256withECDSA
            ECC_NIST_P256 | ECDSA_SHA_256             | DIGEST | SHA256withECDSA
            """)
    void signsSoThatThePublicKeyVerifies(KeySpec spec, SigningAlgorithmSpec algorithm, MessageType type, String jdk)
            throws GeneralSecurityException {
        var key = engine.makeKey("signer", spec);
        var text = PLAIN.asByteArray();
        var message = type == MessageType.RAW ? text : MessageDigest.getInstance("SHA-256").digest(text);

        var signed = kms.sign(in -> in.keyId(key)
                .signingAlgorithm(algorithm)
                .messageType(type)
                .message(SdkBytes.fromByteArray(message)));
        var half = kms.getPublicKey(in -> in.keyId(key));

        var verifier = Signature.getInstance(jdk);
        if (jdk.equals("RSASSA-PSS")) {
            verifier.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
        verifier.initVerify(KeyFactory.getInstance(spec == KeySpec.RSA_2048 ? "RSA" : "EC")
                .generatePublic(new X509EncodedKeySpec(half.publicKey().asByteArray())));
        verifier.update(text);
        assertThat(verifier.verify(signed.signature().asByteArray())).isTrue();
        assertThat(half.signingAlgorithms()).contains(algorithm);
    }

    @Test
    void refusesToUseAKeyForWhatItIsNotFor() {
        engine.makeKey("signer", KeySpec.ECC_NIST_P256);

        assertThatThrownBy(() -> kms.encrypt(in -> in.keyId("signer").plaintext(PLAIN)))
                .isInstanceOf(InvalidKeyUsageException.class);
        assertThatThrownBy(() -> kms
                .sign(in -> in.keyId("data").message(PLAIN).signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256)))
                .isInstanceOf(InvalidKeyUsageException.class);
    }

    @Test
    void refusesWhatItDoesNotAnswerByName() {
        assertThatThrownBy(() -> kms.listAliases()).isInstanceOf(KmsException.class)
                .hasMessageContaining("ListAliases");
        assertThatThrownBy(() -> kms.encrypt(in -> in.keyId("data").plaintext(SdkBytes.fromByteArray(new byte[4097]))))
                .isInstanceOf(KmsException.class)
                .hasMessageContaining("4096");
    }

    @Test
    void keepsKeysInItsFolder() {
        SdkBytes blob;
        try (var first = KmsEngine.on(folder, Address.anyLoopback()); var client = TestClients.kms(first.endpoint())) {
            var key = first.makeKey("data", KeySpec.SYMMETRIC_DEFAULT);
            blob = client.encrypt(in -> in.keyId(key).plaintext(PLAIN).encryptionContext(CONTEXT)).ciphertextBlob();
        }

        try (var again = KmsEngine.on(folder, Address.anyLoopback()); var client = TestClients.kms(again.endpoint())) {
            again.makeKey("data", KeySpec.SYMMETRIC_DEFAULT);
            var answer = client.decrypt(in -> in.ciphertextBlob(blob).encryptionContext(CONTEXT));

            assertThat(answer.plaintext()).isEqualTo(PLAIN);
        }
    }
}
