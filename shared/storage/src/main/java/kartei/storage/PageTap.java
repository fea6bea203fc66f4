package kartei.storage;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32;

import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;

/// Takes the items out of the answer to one query before the SDK makes maps of them; the rest is left to the SDK. `each` is
/// shown those of a whole answer only, so that none comes twice when the SDK tries again.
final class PageTap implements ExecutionInterceptor {
    private static final String CHECKSUM = "x-amz-crc32";

    private final Consumer<ItemReader> each;

    PageTap(Consumer<ItemReader> each) {
        this.each = each;
    }

    /// Puts it in the way of a call's answer (a plugin of the SDK for one request).
    void watch(SdkServiceClientConfiguration.Builder call) {
        call.overrideConfiguration(call.overrideConfiguration().toBuilder().addExecutionInterceptor(this).build());
    }

    /// The checksum is of the whole answer.
    @Override
    public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        var response = context.httpResponse();
        return response.isSuccessful() ? response.toBuilder().removeHeader(CHECKSUM).build() : response;
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context,
            ExecutionAttributes attributes) {
        if (!context.httpResponse().isSuccessful()) {
            return context.responseBody();
        }
        return context.responseBody().map(body -> {
            var bytes = read(body, context.httpResponse());
            check(bytes, context.httpResponse());
            return new ScannedPage(bytes, each).rest();
        });
    }

    /// A connection that breaks in the middle is tried again.
    private static byte[] read(InputStream body, SdkHttpResponse response) {
        var length = response.firstMatchingHeader("Content-Length").map(Integer::valueOf);
        try (body) {
            return length.isPresent() ? exactly(length.get(), body) : body.readAllBytes();
        } catch (IOException broken) {
            throw RetryableException.create("the answer broke off", broken);
        }
    }

    private static byte[] exactly(int length, InputStream body) throws IOException {
        var bytes = new byte[length];
        if (body.readNBytes(bytes, 0, length) < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private static void check(byte[] bytes, SdkHttpResponse response) {
        response.firstMatchingHeader(CHECKSUM).ifPresent(stated -> {
            var sum = new CRC32();
            sum.update(bytes);
            if (sum.getValue() != Long.parseLong(stated)) {
                throw RetryableException.create("the answer is not what was sent");
            }
        });
    }
}
