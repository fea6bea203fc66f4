package kartei.local.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import kartei.local.LocalClock;
import kartei.local.Parts;
import kartei.local.StartFailure;
import kartei.local.http.Listener;
import kartei.testkit.DynamoEngine;
import kartei.testkit.EngineException;
import kartei.testkit.KmsEngine;
import kartei.testkit.S3Engine;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// DynamoDB, S3 and KMS of one system, all on its address.
///
/// @param s3 as clients see it, the front before the engine
public record Engines(URI dynamo, URI s3, URI kms, S3Engine buckets, KmsEngine keys) {
    private static final String REGION = "us-east-1";
    private static final AwsBasicCredentials CREDENTIALS = AwsBasicCredentials.create("local", "localsecret");

    /// Where engines listen and keep their data.
    ///
    /// @param port of the system itself: theirs are the next three where those are free; 0 lets the machine choose
    /// @param folder empty: in memory
    public record Place(String bind, int port, Optional<Path> folder) {

        InetSocketAddress address(int offset) {
            var near = new InetSocketAddress(bind, port == 0 ? 0 : port + offset);
            try (var probe = new ServerSocket()) {
                probe.setReuseAddress(true);
                probe.bind(near);
                return near;
            } catch (IOException | IllegalArgumentException taken) {
                return new InetSocketAddress(bind, 0);
            }
        }
    }

    /// Starts all of them side by side; what was started goes into `parts`, also when another one fails.
    public static Engines start(Place place, LocalClock clock, Parts parts) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var dynamo = threads.submit(() -> parts.add(dynamo(place)));
            var kms = threads.submit(() -> parts.add(kms(place)));
            var s3 = parts.add(s3(place));
            var front = parts.add(Listener.on(place.address(2)));
            front.start(parts.add(new S3Front(s3.endpoint(), new PresignedUrls(clock))));
            return new Engines(started(dynamo).endpoint(), front.url(), started(kms).endpoint(), s3, started(kms));
        }
    }

    /// What a client needs to reach them, as the variables that the SDKs and the command line read.
    public Map<String, String> variables() {
        return Map.of("AWS_ENDPOINT_URL_DYNAMODB", dynamo.toString(), "AWS_ENDPOINT_URL_S3", s3.toString(),
                "AWS_ENDPOINT_URL_KMS", kms.toString(), "AWS_REGION", REGION, "AWS_ACCESS_KEY_ID",
                CREDENTIALS.accessKeyId(), "AWS_SECRET_ACCESS_KEY", CREDENTIALS.secretAccessKey());
    }

    /// A client of the table's stream.
    public DynamoDbStreamsClient streams(SdkHttpClient http) {
        return DynamoDbStreamsClient.builder()
                .endpointOverride(dynamo)
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(CREDENTIALS))
                .httpClient(http)
                .build();
    }

    private static DynamoEngine dynamo(Place place) {
        return place.folder.map(folder -> DynamoEngine.on(folder.resolve("table"), place.address(1)))
                .orElseGet(() -> DynamoEngine.inMemory(place.address(1)));
    }

    private static KmsEngine kms(Place place) {
        return place.folder.map(folder -> KmsEngine.on(folder.resolve("keys"), place.address(3)))
                .orElseGet(() -> KmsEngine.inMemory(place.address(3)));
    }

    /// The engine itself is reached through the front only.
    private static S3Engine s3(Place place) {
        var inside = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return place.folder.map(folder -> S3Engine.on(folder.resolve("objects"), inside, CREDENTIALS))
                .orElseGet(() -> S3Engine.inMemory(inside, CREDENTIALS));
    }

    private static <T> T started(Future<T> engine) {
        try {
            return engine.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof EngineException refused) {
                throw refused;
            }
            throw new StartFailure("an engine does not start: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while starting", e);
        }
    }
}
