package kartei.storage;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/// Where and how to put one object: the request needs exactly these headers. Does not print the URL, which is a right.
public record PutUrl(String url, Map<String, String> headers, Instant expiresAt) {
    public PutUrl {
        headers = Map.copyOf(headers);
    }

    static PutUrl of(PresignedPutObjectRequest presigned) {
        var headers = new TreeMap<String, String>();
        presigned.signedHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("host")) {
                headers.put(name, values.getFirst());
            }
        });
        return new PutUrl(presigned.url().toString(), headers, presigned.expiration());
    }

    @Override
    public String toString() {
        return "PutUrl[…]";
    }
}
