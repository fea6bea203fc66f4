package kartei.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/// The guard sees in every call what the policy wants to know, and stops what is not covered before it is sent.
class RightsGuardTest {
    private static final Template TEMPLATE = Template.read(Path.of("../../template.yaml"),
            Map.of("TokenIssuer", "http://127.0.0.1:8080"));

    private final RightsGuard guard = new RightsGuard(TEMPLATE, "InboxFunction");
    private final DynamoDbClient client = DynamoDbClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:1"))
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .overrideConfiguration(override -> override.addExecutionInterceptor(guard))
            .build();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void stopsACallBeforeItIsSent() {
        assertThatThrownBy(() -> client.getItem(read("USE#demo#tier"))).isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("InboxFunction has no right to dynamodb:GetItem on ")
                .hasMessageContaining("USE#demo#tier");
        assertThat(guard.refusals()).hasSize(1);
    }

    @Test
    void letsThroughWhatIsCovered() {
        assertThatThrownBy(() -> client.getItem(read("CON#demo#1"))).isInstanceOf(SdkClientException.class);
        assertThat(guard.refusals()).isEmpty();
    }

    @Test
    void looksAtEveryKeyOfABatch() {
        passes(batch("CON#demo#1", "DEF#demo"));
        stops(batch("CON#demo#1", "USE#demo#tier"), "USE#demo#tier");
        stops(BatchWriteItemRequest.builder()
                .requestItems(Map.of("Table",
                        List.of(WriteRequest.builder().putRequest(put -> put.item(key("CON#demo#1"))).build())))
                .build(), "dynamodb:BatchWriteItem");
    }

    @Test
    void looksAtEveryActionOfATransaction() {
        var put = TransactWriteItem.builder().put(action -> action.tableName("Table").item(key("CON#demo#1"))).build();
        var update = TransactWriteItem.builder()
                .update(action -> action.tableName("Table").key(key("IDN#demo#x")))
                .build();
        var delete = TransactWriteItem.builder()
                .delete(action -> action.tableName("Table").key(key("CLM#demo#h")))
                .build();
        var check = TransactWriteItem.builder()
                .conditionCheck(action -> action.tableName("Table").key(key("DEF#demo")))
                .build();
        var foreign = TransactWriteItem.builder()
                .delete(action -> action.tableName("Table").key(key("DEF#demo")))
                .build();

        passes(TransactWriteItemsRequest.builder().transactItems(put, update, delete, check).build());
        stops(TransactWriteItemsRequest.builder().transactItems(put, foreign).build(), "dynamodb:DeleteItem");
    }

    @Test
    void looksAtEveryReadOfATransaction() {
        var own = TransactGetItem.builder().get(read -> read.tableName("Table").key(key("CON#demo#1"))).build();
        var foreign = TransactGetItem.builder().get(read -> read.tableName("Table").key(key("USE#demo#tier"))).build();

        passes(TransactGetItemsRequest.builder().transactItems(own).build());
        stops(TransactGetItemsRequest.builder().transactItems(own, foreign).build(), "USE#demo#tier");
    }

    @Test
    void findsTheQueriedPartition() {
        passes(query("#n0 = :v0 AND begins_with(#n1, :v1)", Map.of("#n0", "PK", "#n1", "SK"), "CON#demo#1"));
        passes(query("SK = :v1 and PK=:v0", Map.of(), "CON#demo#1"));
        stops(query("PK = :v0", Map.of(), "USE#demo#tier"), "USE#demo#tier");
        stops(query("SK = :v0", Map.of(), "CON#demo#1"), "LeadingKeys=[]");
    }

    @Test
    void findsTheQueriedPartitionOfAnIndex() {
        passes(query("#q = :v0", Map.of("#q", "QuePK"), "Q#demo#everyone#new").toBuilder().indexName("Queue").build());
        stops(query("PK = :v0", Map.of(), "CON#demo#1").toBuilder().indexName("Recent").build(), "index/Recent");
        stops(query("PK = :v0", Map.of(), "CON#demo#1").toBuilder().indexName("None").build(), "index/None");
    }

    @Test
    void neverLetsAScanThrough() {
        stops(ScanRequest.builder().tableName("Table").build(), "dynamodb:Scan");
    }

    @Test
    void looksAtObjectsAndPrefixes() {
        passes(PutObjectRequest.builder().bucket("AttachmentsBucket").key("att/demo/1").build());
        passes(ListObjectsV2Request.builder().bucket("AttachmentsBucket").prefix("att/demo/").build());
        stops(ListObjectsV2Request.builder().bucket("AttachmentsBucket").build(), "s3:prefix=[]");
        stops(HeadObjectRequest.builder().bucket("AttachmentsBucket").key("att/demo/1").build(), "s3:GetObject");
    }

    @Test
    void looksAtTheEncryptionContext() {
        passes(DecryptRequest.builder()
                .keyId("DataKey")
                .encryptionContext(Map.of("ws", "demo", "kind", "channel"))
                .build());
        stops(DecryptRequest.builder().encryptionContext(Map.of("ws", "demo", "kind", "channel")).build(),
                "none named");
        stops(DecryptRequest.builder().keyId("DataKey").build(), "kms:Decrypt");
    }

    @Test
    void refusesWhatItDoesNotKnowByName() {
        stops(DescribeTableRequest.builder().tableName("Table").build(), "DescribeTableRequest");
        stops(DeleteBucketRequest.builder().bucket("AttachmentsBucket").build(), "DeleteBucketRequest");
    }

    private void passes(SdkRequest request) {
        guard.beforeExecution(() -> request,
                ExecutionAttributes.unmodifiableExecutionAttributes(new ExecutionAttributes()));
    }

    private void stops(SdkRequest request, String message) {
        assertThatThrownBy(() -> passes(request)).isInstanceOf(AssertionError.class).hasMessageContaining(message);
    }

    private static GetItemRequest read(String partition) {
        return GetItemRequest.builder().tableName("Table").key(key(partition)).build();
    }

    private static BatchGetItemRequest batch(String one, String other) {
        return BatchGetItemRequest.builder()
                .requestItems(Map.of("Table", KeysAndAttributes.builder().keys(List.of(key(one), key(other))).build()))
                .build();
    }

    private static QueryRequest query(String condition, Map<String, String> names, String partition) {
        return QueryRequest.builder()
                .tableName("Table")
                .keyConditionExpression(condition)
                .expressionAttributeNames(names)
                .expressionAttributeValues(
                        Map.of(":v0", AttributeValue.fromS(partition), ":v1", AttributeValue.fromS("C")))
                .build();
    }

    private static Map<String, AttributeValue> key(String partition) {
        return Map.of("PK", AttributeValue.fromS(partition), "SK", AttributeValue.fromS("C"));
    }
}
