package kartei.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class FaultsTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable();

    private final TestTable table;
    private final Faults faults;
    private final DynamoDbClient dynamo;

    FaultsTest(TestTable table) {
        this.table = table;
        this.faults = new Faults(table.stack().http(), 42);
        this.dynamo = client(3);
    }

    @AfterEach
    void close() {
        dynamo.close();
    }

    @Test
    void keepsARequestFromBeingSent() {
        faults.on("PutItem").always().inject(new Fault.NeverSent());

        assertThatThrownBy(() -> put("a")).isInstanceOf(SdkClientException.class);

        assertThat(table.items()).isEmpty();
        assertThat(faults.fired()).isEqualTo(3);
    }

    @Test
    void losesTheAnswerOfARequestThatWasCarriedOut() {
        faults.on("PutItem").call(1).inject(new Fault.AnswerLost());

        assertThatThrownBy(() -> putNew("a")).as("the repeated request meets its own success")
                .isInstanceOf(ConditionalCheckFailedException.class);

        assertThat(table.items()).hasSize(1);
        assertThat(faults.sent()).hasSize(2);
    }

    @Test
    void throttlesTheFirstCalls() {
        faults.on("PutItem").first(2).inject(new Fault.Throttled());

        put("a");

        assertThat(faults.sent()).hasSize(3);
        assertThat(faults.fired()).isEqualTo(2);
    }

    @Test
    void throttlesForEver() {
        faults.onAny().always().inject(new Fault.Throttled());

        assertThatThrownBy(() -> put("a")).isInstanceOf(ProvisionedThroughputExceededException.class);
    }

    @Test
    void throttlesTheOtherServicesInTheirOwnWords() {
        faults.onAny().always().inject(new Fault.Throttled());
        var endpoints = table.stack().endpoints();
        try (var s3 = endpoints.point(S3Client.builder(), endpoints.s3())
                .forcePathStyle(true)
                .httpClient(faults)
                .build();
                var kms = endpoints.point(KmsClient.builder(), endpoints.kms())
                        .httpClient(faults)
                        .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                        .build()) {
            var slow = catchThrowableOfType(S3Exception.class,
                    () -> s3.putObject(put -> put.bucket(table.bucket()).key("k"), RequestBody.fromString("x")));
            var throttled = catchThrowableOfType(KmsException.class, kms::createKey);

            assertThat(slow.isThrottlingException()).isTrue();
            assertThat(throttled.isThrottlingException()).isTrue();
        }
    }

    @Test
    void cancelsATransactionForAConflict() {
        faults.onAny().call(1).inject(new Fault.Conflict());

        put("untouched");
        var cancelled = catchThrowableOfType(TransactionCanceledException.class, () -> transact("a", "b"));
        transact("a", "b");

        assertThat(cancelled.cancellationReasons()).extracting(CancellationReason::code)
                .containsExactly("TransactionConflict", "None");
        assertThat(table.items()).hasSize(3);
    }

    @Test
    void choosesTheSameCallsForTheSameSeed() {
        var first = conflicts(7);

        assertThat(conflicts(7)).isEqualTo(first);
        assertThat(conflicts(8)).isNotEqualTo(first);
        assertThat(first).contains(true, false);
    }

    @Test
    void crashesBeforeAndAfterACall() {
        faults.on("PutItem").call(1).inject(new Fault.CrashBefore());
        faults.on("PutItem").call(2).inject(new Fault.CrashAfter());

        assertThatThrownBy(() -> put("before")).isInstanceOf(SimulatedCrash.class);
        assertThat(table.items()).isEmpty();
        assertThatThrownBy(() -> put("after")).isInstanceOf(SimulatedCrash.class);
        assertThat(table.items()).hasSize(1);
    }

    @Test
    void letsARivalBeFaster() {
        faults.on("PutItem")
                .call(1)
                .inject(new Fault.Rival(
                        () -> table.dynamo().putItem(put -> put.tableName(table.name()).item(key("a")))));

        assertThatThrownBy(() -> putNew("a")).isInstanceOf(ConditionalCheckFailedException.class);
    }

    @Test
    void breaksNothingAfterItWasCleared() {
        faults.onAny().always().inject(new Fault.NeverSent());
        faults.clear();

        put("a");

        assertThat(faults.fired()).isZero();
        assertThat(faults.sent()).hasSize(1);
    }

    private List<Boolean> conflicts(long seed) {
        var seeded = new Faults(table.stack().http(), seed);
        seeded.onAny().withProbability(0.5).inject(new Fault.Conflict());
        var endpoints = table.stack().endpoints();
        try (var client = endpoints.point(DynamoDbClient.builder(), endpoints.dynamo()).httpClient(seeded).build()) {
            return IntStream.range(0, 20).mapToObj(_ -> {
                var before = seeded.fired();
                try {
                    client.transactWriteItems(write -> write.transactItems(puts("a")));
                } catch (TransactionCanceledException _) {
                    assertThat(seeded.fired()).isEqualTo(before + 1);
                }
                return seeded.fired() > before;
            }).toList();
        }
    }

    private void put(String key) {
        dynamo.putItem(put -> put.tableName(table.name()).item(key(key)));
    }

    private void putNew(String key) {
        dynamo.putItem(
                put -> put.tableName(table.name()).item(key(key)).conditionExpression("attribute_not_exists(PK)"));
    }

    private void transact(String... keys) {
        dynamo.transactWriteItems(write -> write.transactItems(List.of(keys).stream().map(this::puts).toList()));
    }

    private TransactWriteItem puts(String key) {
        return TransactWriteItem.builder().put(put -> put.tableName(table.name()).item(key(key))).build();
    }

    private static Map<String, AttributeValue> key(String key) {
        return Map.of("PK", AttributeValue.fromS(key), "SK", AttributeValue.fromS("s"));
    }

    private DynamoDbClient client(int attempts) {
        var endpoints = table.stack().endpoints();
        var fast = BackoffStrategy.fixedDelay(Duration.ofMillis(1));
        return endpoints.point(DynamoDbClient.builder(), endpoints.dynamo())
                .httpClient(faults)
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.standardRetryStrategy()
                        .toBuilder()
                        .maxAttempts(attempts)
                        .backoffStrategy(fast)
                        .throttlingBackoffStrategy(fast)
                        .build()))
                .build();
    }
}
