package kartei.testkit;

import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;

/// LocalStack in a container, on an address of this machine.
final class LocalStack implements AutoCloseable {
    /// The last one that needs no account.
    static final String IMAGE = "localstack/localstack:4.14.0";

    /// The second generation of its DynamoDB has streams of its own; the first one fetches a Kinesis for them.
    private final LocalStackContainer container = new LocalStackContainer(DockerImageName.parse(IMAGE))
            .withServices("dynamodb", "dynamodbstreams", "s3", "kms")
            .withEnv("PROVIDER_OVERRIDE_DYNAMODB", "v2")
            .withEnv("PROVIDER_OVERRIDE_DYNAMODBSTREAMS", "v2");

    private LocalStack() {}

    /// Starts it, or fails: where there is no Docker or no image, these tests have not run.
    static LocalStack start() {
        var started = new LocalStack();
        // No reaper container runs beside it, so it is taken down even when nobody closes it.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(started.container::stop));
        started.container.start();
        return started;
    }

    Endpoints endpoints() {
        var at = container.getEndpoint();
        var credentials = AwsBasicCredentials.create(container.getAccessKey(), container.getSecretKey());
        return new Endpoints(at, at, at, Region.of(container.getRegion()), credentials);
    }

    @Override
    public void close() {
        container.stop();
    }
}
