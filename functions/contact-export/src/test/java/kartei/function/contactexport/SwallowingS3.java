package kartei.function.contactexport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;

import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/// Takes uploads to S3 and keeps nothing of them but how large they were.
final class SwallowingS3 implements SdkHttpClient {
    long parts;
    long bytes;
    long largest;

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                var body = swallowed(request);
                var http = request.httpRequest();
                if (http.firstMatchingRawQueryParameter("partNumber").isPresent()) {
                    parts++;
                    bytes += body;
                    largest = Math.max(largest, body);
                }
                return answer(http.rawQueryParameters().containsKey("uploads")
                        ? "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>"
                        : "<CompleteMultipartUploadResult/>");
            }

            @Override
            public void abort() {
                // Nothing is under way.
            }
        };
    }

    private static long swallowed(HttpExecuteRequest request) throws IOException {
        if (request.contentStreamProvider().isEmpty()) {
            return 0;
        }
        try (var in = request.contentStreamProvider().get().newStream()) {
            return in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static HttpExecuteResponse answer(String xml) {
        var content = new ByteArrayInputStream(xml.getBytes(UTF_8));
        return HttpExecuteResponse.builder()
                .response(SdkHttpFullResponse.builder().statusCode(200).putHeader("ETag", "\"e\"").build())
                .responseBody(AbortableInputStream.create(content))
                .build();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
