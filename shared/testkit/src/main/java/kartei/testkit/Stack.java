package kartei.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.s3.S3Client;

/// Where tests run: the engines of this test kit, LocalStack in a container, or endpoints that the environment names.
///
/// `-Dstack=embedded|localstack|endpoint` says which, and it is printed. LocalStack without its image fails.
public final class Stack implements AutoCloseable {
    private static final int CONNECTIONS_MAX = 200;
    private static final AwsBasicCredentials LOCAL = AwsBasicCredentials.create("local", "localsecret");

    private final Endpoints endpoints;
    private final List<Runnable> parts;
    private final SdkHttpClient http = Apache5HttpClient.builder().maxConnections(CONNECTIONS_MAX).build();
    private final DynamoDbClient dynamo;
    private final S3Client s3;
    private final KmsClient kms;
    private final Buckets buckets;
    private final String dataKey;
    private final String receiptKey;

    private Stack(String name, Endpoints endpoints, Function<S3Client, Buckets> buckets, Function<KmsClient, Keys> keys,
            List<Runnable> parts) {
        this.endpoints = endpoints;
        this.parts = parts;
        this.dynamo = endpoints.point(DynamoDbClient.builder(), endpoints.dynamo()).httpClient(http).build();
        this.s3 = endpoints.point(S3Client.builder(), endpoints.s3()).forcePathStyle(true).httpClient(http).build();
        this.kms = endpoints.point(KmsClient.builder(), endpoints.kms()).httpClient(http).build();
        this.buckets = buckets.apply(s3);
        var made = keys.apply(kms);
        this.dataKey = made.data();
        this.receiptKey = made.receipt();
        System.out.printf("==== stack: %s ==== DynamoDB %s, S3 %s, KMS %s%n", name, endpoints.dynamo(), endpoints.s3(),
                endpoints.kms());
    }

    /// The key of data, and the one that signs receipts.
    private record Keys(String data, String receipt) {}

    /// Starts the one that `-Dstack` names, without it the embedded one.
    public static Stack start() {
        return start(System.getProperty("stack", "embedded"), System.getenv());
    }

    static Stack start(String name, Map<String, String> environment) {
        return switch (name) {
            case "embedded" -> embedded();
            case "localstack" -> localstack();
            case "endpoint" -> endpoint(environment);
            default ->
                throw new IllegalArgumentException("-Dstack=" + name + ": it is embedded, localstack or endpoint");
        };
    }

    private static Stack embedded() {
        var dynamo = DynamoEngine.inMemory(Address.anyLoopback());
        var s3 = S3Engine.inMemory(Address.anyLoopback(), LOCAL);
        var kms = KmsEngine.inMemory(Address.anyLoopback());
        var keys = new Keys(kms.makeKey("data", KeySpec.SYMMETRIC_DEFAULT),
                kms.makeKey("receipt", KeySpec.ECC_NIST_P256));
        return new Stack("embedded",
                new Endpoints(dynamo.endpoint(), s3.endpoint(), kms.endpoint(), Region.US_EAST_1, LOCAL),
                _ -> new Buckets.OfEngine(s3), _ -> keys, List.of(dynamo::close, s3::close, kms::close));
    }

    private static Stack localstack() {
        var container = LocalStack.start(LocalStack.IMAGE);
        return new Stack("localstack, " + LocalStack.IMAGE, container.endpoints(), Buckets.OfEndpoint::new,
                kms -> new Keys(newKey(kms), newReceiptKey(kms)), List.of(container::close));
    }

    private static Stack endpoint(Map<String, String> environment) {
        var key = Optional.ofNullable(environment.get("DATA_KEY_ID"));
        return new Stack("endpoint", Endpoints.of(environment), Buckets.OfEndpoint::new,
                kms -> new Keys(key.orElseGet(() -> newKey(kms)), newReceiptKey(kms)), List.of());
    }

    private static String newKey(KmsClient kms) {
        return kms.createKey().keyMetadata().keyId();
    }

    private static String newReceiptKey(KmsClient kms) {
        return kms.createKey(key -> key.keySpec(KeySpec.ECC_NIST_P256).keyUsage(KeyUsageType.SIGN_VERIFY))
                .keyMetadata()
                .keyId();
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    Buckets buckets() {
        return buckets;
    }

    /// The KMS key of this stack.
    public String dataKey() {
        return dataKey;
    }

    /// The KMS key of this stack that signs.
    public String receiptKey() {
        return receiptKey;
    }

    /// The connections that clients of this stack share. It outlives them; wrap it to break calls, see [Faults].
    public SdkHttpClient http() {
        return http;
    }

    /// A client that nobody watches or breaks.
    public DynamoDbClient dynamo() {
        return dynamo;
    }

    /// A client that nobody watches or breaks.
    public S3Client s3() {
        return s3;
    }

    /// A client that nobody watches or breaks.
    public KmsClient kms() {
        return kms;
    }

    @Override
    public void close() {
        dynamo.close();
        s3.close();
        kms.close();
        http.close();
        parts.forEach(Runnable::run);
    }
}
