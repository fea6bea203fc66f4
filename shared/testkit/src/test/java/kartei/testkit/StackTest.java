package kartei.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

class StackTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable();

    private final TestTable table;

    StackTest(TestTable table) {
        this.table = table;
    }

    @Test
    void takesTheEndpointsOfTheEnvironment() {
        var environment = new HashMap<>(table.stack().endpoints().variables());
        environment.put("DATA_KEY_ID", table.stack().dataKey());

        try (var same = Stack.start("endpoint", environment)) {
            assertThat(same.endpoints()).isEqualTo(table.stack().endpoints());
            assertThat(same.dataKey()).isEqualTo(table.stack().dataKey());
            assertThat(same.dynamo().describeTable(describe -> describe.tableName(table.name())).table().tableName())
                    .isEqualTo(table.name());
        }
    }

    @Test
    void namesAVariableThatIsMissing() {
        assertThatThrownBy(() -> Stack.start("endpoint", Map.of("AWS_ACCESS_KEY_ID", "local")))
                .hasMessage("-Dstack=endpoint needs the variable AWS_ENDPOINT_URL_DYNAMODB");
    }

    @Test
    void refusesAnotherName() {
        assertThatThrownBy(() -> Stack.start("auto", Map.of()))
                .hasMessage("-Dstack=auto: it is embedded, localstack or endpoint");
    }

    @Test
    void failsWithoutTheImageOfLocalStackAndNeverSkips() {
        assertThatThrownBy(() -> LocalStack.start("kartei/no-such-image:0")).isInstanceOfAny(EngineException.class,
                IllegalStateException.class);
    }

    @Test
    void hasADataKeyThatBindsItsContext() {
        var kms = table.stack().kms();
        var sealed = kms.encrypt(in -> in.keyId(table.stack().dataKey())
                .plaintext(SdkBytes.fromUtf8String("secret"))
                .encryptionContext(Map.of("ws", "w1"))).ciphertextBlob();

        assertThat(kms.decrypt(in -> in.ciphertextBlob(sealed).encryptionContext(Map.of("ws", "w1")))
                .plaintext()
                .asUtf8String()).isEqualTo("secret");
        assertThatThrownBy(() -> kms.decrypt(in -> in.ciphertextBlob(sealed).encryptionContext(Map.of("ws", "w2"))))
                .isInstanceOf(InvalidCiphertextException.class);
    }

    @Test
    void givesAFunctionWhatItNeedsToReachIt() {
        assertThat(table.variables()).containsKeys("TABLE_NAME", "ATTACHMENTS_BUCKET", "DATA_KEY_ID", "AWS_REGION",
                "AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_KMS", "AWS_ACCESS_KEY_ID",
                "AWS_SECRET_ACCESS_KEY", "TOKEN_ISSUER", "TOKEN_AUDIENCE", "WORKSPACE_CLAIM", "ROLE_CLAIM");
    }
}
