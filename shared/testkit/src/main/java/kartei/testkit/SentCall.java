package kartei.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import software.amazon.awssdk.http.HttpExecuteRequest;

/// A call on its way to the service, one for each attempt: `service` is `DynamoDB`, `KMS` or `S3`; `operation` is the
/// API's name for it, for S3 the HTTP method.
public record SentCall(String service, String operation, String path, String body) {
    private static final String DYNAMO = "DynamoDB_20120810.";
    private static final String KMS = "TrentService.";

    static SentCall of(HttpExecuteRequest request) {
        var http = request.httpRequest();
        var target = http.firstMatchingHeader("X-Amz-Target").orElse("");
        if (target.startsWith(DYNAMO)) {
            return new SentCall("DynamoDB", target.substring(DYNAMO.length()), http.encodedPath(), body(request));
        }
        if (target.startsWith(KMS)) {
            return new SentCall("KMS", target.substring(KMS.length()), http.encodedPath(), body(request));
        }
        return new SentCall("S3", http.method().name(), http.encodedPath(), "");
    }

    private static String body(HttpExecuteRequest request) {
        return request.contentStreamProvider().map(provider -> {
            try (var stream = provider.newStream()) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }).orElse("");
    }

    /// Without the body: it may hold what no log should.
    @Override
    public String toString() {
        return service + " " + operation;
    }
}
