package kartei.testkit;

import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;

/// LocalStack in a container, on an address of this machine.
final class LocalStack implements AutoCloseable {
    /// The last one that needs no account.
    static final String IMAGE = "localstack/localstack:4.14.0";

    private static final String MOCKS = "/tmp/mocks.json";

    private final LocalStackContainer container;

    private LocalStack(LocalStackContainer container) {
        this.container = container;
    }

    /// Starts it, or fails: where there is no Docker or no image, these tests have not run.
    static LocalStack start(String image) {
        requireImage(image);
        return started(new LocalStackContainer(DockerImageName.parse(image))
                .withServices("dynamodb", "dynamodbstreams", "s3", "kms")
                // The second generation has streams of its own; the first one fetches a Kinesis for them.
                .withEnv("PROVIDER_OVERRIDE_DYNAMODB", "v2")
                .withEnv("PROVIDER_OVERRIDE_DYNAMODBSTREAMS", "v2")
                // Otherwise a presigned URL holds for every file.
                .withEnv("S3_SKIP_SIGNATURE_VALIDATION", "0"));
    }

    /// Starts its Step Functions, whose tasks are answered by `mocks`.
    static LocalStack stepFunctions(String mocks) {
        requireImage(IMAGE);
        return started(new LocalStackContainer(DockerImageName.parse(IMAGE)).withServices("stepfunctions", "lambda")
                .withCopyToContainer(Transferable.of(mocks), MOCKS)
                .withEnv("SFN_MOCK_CONFIG", MOCKS));
    }

    private static LocalStack started(LocalStackContainer container) {
        var started = new LocalStack(container);
        // No reaper container runs beside it, so it is taken down even when nobody closes it.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(started.container::stop));
        started.container.start();
        return started;
    }

    /// Pulls an image that is not here, once; Testcontainers alone would try for many minutes.
    private static void requireImage(String image) {
        var docker = DockerClientFactory.instance().client();
        try {
            docker.inspectImageCmd(image).exec();
        } catch (NotFoundException _) {
            try {
                docker.pullImageCmd(image).start().awaitCompletion();
            } catch (DockerException | DockerClientException refused) {
                throw new EngineException("-Dstack=localstack: no image " + image + " here, and none to pull", refused);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new EngineException("-Dstack=localstack: stopped while pulling " + image, stopped);
            }
        }
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
