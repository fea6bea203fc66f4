package kartei.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class DynamoEngineTest {
    private static final Map<String, AttributeValue> ITEM = Map.of("PK", AttributeValue.fromS("a"));

    @TempDir
    Path folder;

    @Test
    void keepsWhatWasWrittenInItsFolder() {
        try (var engine = DynamoEngine.on(folder, Address.anyLoopback()); var client = client(engine.endpoint())) {
            makeTable(client);
            client.putItem(put -> put.tableName("kept").item(ITEM));
        }

        try (var again = DynamoEngine.on(folder, Address.anyLoopback()); var client = client(again.endpoint())) {
            assertThat(client.getItem(get -> get.tableName("kept").key(ITEM)).item()).isEqualTo(ITEM);
        }
    }

    @Test
    void startsEmptyInMemory() {
        try (var one = DynamoEngine.inMemory(Address.anyLoopback()); var client = client(one.endpoint())) {
            makeTable(client);
        }

        try (var other = DynamoEngine.inMemory(Address.anyLoopback()); var client = client(other.endpoint())) {
            assertThat(client.listTables().tableNames()).isEmpty();
        }
    }

    @Test
    void listensOnTheGivenAddressOnly() throws IOException {
        try (var engine = DynamoEngine.inMemory(Address.anyLoopback())) {
            var port = engine.endpoint().getPort();

            assertThat(engine.endpoint().getHost()).isEqualTo("127.0.0.1");
            for (var outside : addressesBesideLoopback()) {
                assertThatThrownBy(() -> new Socket(outside, port).close()).as("%s must not answer", outside)
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void isReachedOverLoopbackWhereItListensEverywhere() {
        var everywhere = new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 0);
        try (var engine = DynamoEngine.inMemory(everywhere); var client = client(engine.endpoint())) {
            assertThat(engine.endpoint().getHost()).isEqualTo("127.0.0.1");
            assertThat(client.listTables().tableNames()).isEmpty();
        }
    }

    @Test
    void refusesABusyPortWithOneClearLine() throws IOException {
        try (var busy = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var address = new InetSocketAddress(busy.getInetAddress(), busy.getLocalPort());

            assertThatThrownBy(() -> DynamoEngine.inMemory(address)).isInstanceOf(EngineException.class)
                    .hasMessageContaining("DynamoDB: cannot listen on 127.0.0.1:" + busy.getLocalPort())
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void refusesADamagedFolderWithOneClearLine() throws IOException {
        Files.writeString(folder.resolve("shared-local-instance.db"), "this is no database".repeat(1000));

        assertThatThrownBy(() -> DynamoEngine.on(folder, Address.anyLoopback())).isInstanceOf(EngineException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageNotContaining("\n");
    }

    @Test
    void refusesAFolderThatIsInUse() {
        try (var _ = DynamoEngine.on(folder, Address.anyLoopback())) {
            assertThatThrownBy(() -> DynamoEngine.on(folder, Address.anyLoopback())).isInstanceOf(EngineException.class)
                    .hasMessageContaining("in use");
        }
    }

    private static List<InetAddress> addressesBesideLoopback() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
    }

    private static DynamoDbClient client(URI endpoint) {
        return TestClients.dynamo(endpoint);
    }

    private static void makeTable(DynamoDbClient client) {
        client.createTable(table -> table.tableName("kept")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        AttributeDefinition.builder().attributeName("PK").attributeType(ScalarAttributeType.S).build())
                .keySchema(KeySchemaElement.builder().attributeName("PK").keyType(KeyType.HASH).build()));
    }
}
