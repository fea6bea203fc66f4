package kartei.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/// S3Proxy in this process: buckets in memory or in a folder, addressed by path. It checks signatures as AWS does:
/// forged, expired, unsigned or with another signed header is 403.
public final class S3Engine implements AutoCloseable {
    private final S3Proxy server;
    private final BlobStore buckets;
    private final URI endpoint;

    private S3Engine(BlobStore buckets, InetSocketAddress address, AwsCredentials credentials) {
        Address.requireFree("S3", address);
        this.buckets = buckets;
        this.server = S3Proxy.builder()
                .blobStore(buckets)
                .endpoint(URI.create("http://" + Address.literal(address) + ":" + address.getPort()))
                .awsAuthentication(AuthenticationType.AWS_V4, credentials.accessKeyId(), credentials.secretAccessKey())
                .ignoreUnknownHeaders(true)
                .build();
        listen();
        this.endpoint = Address.endpoint(address, server.getPort());
    }

    /// Nothing outlives it. Port 0 picks a free one.
    public static S3Engine inMemory(InetSocketAddress address, AwsCredentials credentials) {
        return new S3Engine(BlobStores.create("transient", new Properties()), address, credentials);
    }

    /// Each bucket is a folder in `folder`.
    public static S3Engine on(Path folder, InetSocketAddress address, AwsCredentials credentials) {
        try {
            Files.createDirectories(folder);
        } catch (IOException refused) {
            throw new EngineException("S3: cannot use the folder " + folder, refused);
        }
        var place = new Properties();
        place.setProperty("jclouds.filesystem.basedir", folder.toString());
        return new S3Engine(BlobStores.create("filesystem", place), address, credentials);
    }

    public URI endpoint() {
        return endpoint;
    }

    /// Makes the bucket unless it is there.
    public void makeBucket(String name) {
        if (!buckets.containerExists(name)) {
            buckets.createContainer(name);
        }
    }

    /// Drops the bucket with all that is in it.
    public void dropBucket(String name) {
        buckets.deleteContainer(name);
    }

    private void listen() {
        try {
            server.start();
        } catch (Exception refused) {
            throw new EngineException("S3: cannot listen, " + refused.getMessage(), refused);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception unclean) {
            throw new IllegalStateException("S3Proxy did not stop", unclean);
        } finally {
            buckets.close();
        }
    }
}
