package kartei.api;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import kartei.domain.Limits;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// The AWS clients, made in one place from the environment; each at its first use, so that a function starts only what it needs.
public final class Clients {
    private final Supplier<DynamoDbClient> dynamo;
    private final Supplier<S3Client> s3;
    private final Supplier<S3Presigner> presigner;
    private final Supplier<KmsClient> kms;

    private Clients(Environment environment, Supplier<SdkHttpClient> http, List<ExecutionInterceptor> interceptors) {
        dynamo = new Once<>(() -> built(DynamoDbClient.builder(), "DYNAMODB", environment, http, interceptors).build());
        s3 = new Once<>(
                () -> built(S3Client.builder().forcePathStyle(true), "S3", environment, http, interceptors).build());
        kms = new Once<>(() -> built(KmsClient.builder(), "KMS", environment, http, interceptors).build());
        presigner = new Once<>(() -> presigner(environment));
    }

    public static Clients of(Environment environment) {
        return of(environment, Apache5HttpClient::create, List.of());
    }

    /// Clients that speak through the HTTP client of the caller, watched by `interceptors`.
    public static Clients of(
            Environment environment,
            Supplier<SdkHttpClient> http,
            List<ExecutionInterceptor> interceptors) {
        return new Clients(environment, http, interceptors);
    }

    public DynamoDbClient dynamo() {
        return dynamo.get();
    }

    public S3Client s3() {
        return s3.get();
    }

    public S3Presigner presigner() {
        return presigner.get();
    }

    public KmsClient kms() {
        return kms.get();
    }

    private static <B extends AwsClientBuilder<B, ?> & SdkSyncClientBuilder<B, ?>> B built(
            B builder,
            String service,
            Environment environment,
            Supplier<SdkHttpClient> http,
            List<ExecutionInterceptor> interceptors) {
        builder.region(region(environment))
                .credentialsProvider(credentials(environment))
                .httpClient(http.get())
                .overrideConfiguration(override -> {
                    override.retryStrategy(retries());
                    interceptors.forEach(override::addExecutionInterceptor);
                });
        endpoint(environment, service).ifPresent(builder::endpointOverride);
        return builder;
    }

    /// A call is repeated for less than three seconds in all: a caller who waits is better served by a 503 in time than by what
    /// comes after the function's and the gateway's patience. (The SDK's own choice for DynamoDB goes on for a minute.)
    private static RetryStrategy retries() {
        var backoff = BackoffStrategy.exponentialDelay(Limits.CALL_BACKOFF_FIRST, Limits.CALL_BACKOFF_MAX);
        return AwsRetryStrategy.standardRetryStrategy()
                .toBuilder()
                .maxAttempts(Limits.CALL_ATTEMPTS_MAX)
                .backoffStrategy(backoff)
                .throttlingBackoffStrategy(backoff)
                .build();
    }

    private static S3Presigner presigner(Environment environment) {
        var builder = S3Presigner.builder()
                .region(region(environment))
                .credentialsProvider(credentials(environment))
                .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build());
        endpoint(environment, "S3").ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private static Optional<URI> endpoint(Environment environment, String service) {
        return environment.optional("AWS_ENDPOINT_URL_" + service).map(URI::create);
    }

    private static Region region(Environment environment) {
        return Region.of(environment.require("AWS_REGION"));
    }

    /// Keys that the environment names are used as they are. Under SnapStart there are none: credentials come from the
    /// container endpoint, which only the default chain knows.
    private static AwsCredentialsProvider credentials(Environment environment) {
        var id = environment.optional("AWS_ACCESS_KEY_ID");
        var secret = environment.optional("AWS_SECRET_ACCESS_KEY");
        if (id.isEmpty() || secret.isEmpty()) {
            return DefaultCredentialsProvider.builder().build();
        }
        return StaticCredentialsProvider.create(environment.optional("AWS_SESSION_TOKEN")
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(id.get(), secret.get(), token))
                .orElseGet(() -> AwsBasicCredentials.create(id.get(), secret.get())));
    }
}
