package kartei.local.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.Function;

import kartei.api.http.Problem;
import kartei.domain.Rejection;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Turns what the HTTP server reads into calls, and answers into what it writes.
public final class HttpFront extends Handler.Abstract {
    private final Function<Call, Answer> site;

    public HttpFront(Function<Call, Answer> site) {
        this.site = site;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        var body = Content.Source.asInputStream(request).readNBytes(Gateway.BODY_BYTES_MAX + 1);
        write(site.apply(call(request, body)), response, callback);
        return true;
    }

    /// Answers what never became a call (no HTTP, no URL, headers too large) and says nothing of why.
    public static boolean refuse(Request request, Response response, Callback callback) {
        var status = response.getStatus();
        write(status == HttpStatus.BAD_REQUEST_400
                ? Answer.of(Problem.of(new Rejection.Malformed("this is no HTTP request"), request.getId()))
                : Answer.message(status, HttpStatus.getMessage(status)), response, callback);
        return true;
    }

    private static Call call(Request request, byte[] body) {
        var uri = request.getHttpURI();
        return new Call(request.getMethod(), Objects.requireNonNullElse(uri.getPath(), "/"),
                Objects.requireNonNullElse(uri.getQuery(), ""),
                request.getHeaders().stream().map(HttpFront::header).toList(), body,
                ((InetSocketAddress) request.getConnectionMetaData().getRemoteSocketAddress()).getAddress());
    }

    private static Call.Header header(HttpField field) {
        return new Call.Header(field.getName(), Objects.requireNonNullElse(field.getValue(), ""));
    }

    private static void write(Answer answer, Response response, Callback callback) {
        response.setStatus(answer.status());
        answer.headers().forEach(response.getHeaders()::put);
        answer.cookies().forEach(cookie -> response.getHeaders().add("set-cookie", cookie));
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }
}
