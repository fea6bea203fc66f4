package kartei.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class S3EngineTest {
    @TempDir
    Path folder;

    @Test
    void keepsObjectsInItsFolder() {
        try (var engine = S3Engine.on(folder, Address.anyLoopback(), TestClients.CREDENTIALS);
                var client = TestClients.s3(engine.endpoint())) {
            engine.makeBucket("kept");
            engine.makeBucket("kept");
            client.putObject(put -> put.bucket("kept").key("att/w1/a"), RequestBody.fromString("photo"));
        }

        try (var again = S3Engine.on(folder, Address.anyLoopback(), TestClients.CREDENTIALS);
                var client = TestClients.s3(again.endpoint())) {
            again.makeBucket("kept");
            var object = client.getObjectAsBytes(get -> get.bucket("kept").key("att/w1/a"));

            assertThat(object.asUtf8String()).isEqualTo("photo");
        }
    }

    @Test
    void takesWhatIsSignedAndRefusesTheRest() throws IOException, InterruptedException, URISyntaxException {
        try (var engine = S3Engine.inMemory(Address.anyLoopback(), TestClients.CREDENTIALS);
                var presigner = presigner(engine.endpoint())) {
            engine.makeBucket("uploads");
            var url = presigner
                    .presignPutObject(presign -> presign.signatureDuration(Duration.ofMinutes(5))
                            .putObjectRequest(put -> put.bucket("uploads").key("k").contentType("image/jpeg")))
                    .url()
                    .toURI();

            assertThat(put(URI.create(url + "0"), "image/jpeg")).isEqualTo(403);
            assertThat(put(url, "text/html")).isEqualTo(403);
            assertThat(put(engine.endpoint().resolve("/uploads/k"), "image/jpeg")).isEqualTo(403);
            assertThat(put(url, "image/jpeg")).isEqualTo(200);
        }
    }

    @Test
    void refusesABusyPortWithOneClearLine() {
        try (var first = S3Engine.inMemory(Address.anyLoopback(), TestClients.CREDENTIALS)) {
            var taken = new InetSocketAddress(Address.anyLoopback().getAddress(), first.endpoint().getPort());

            assertThatThrownBy(() -> S3Engine.inMemory(taken, TestClients.CREDENTIALS))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("S3: cannot listen on 127.0.0.1:");
        }
    }

    private static int put(URI url, String contentType) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url)
                .header("Content-Type", contentType)
                .PUT(BodyPublishers.ofString("photo"))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    private static S3Presigner presigner(URI endpoint) {
        return S3Presigner.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(TestClients.CREDENTIALS))
                .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }
}
