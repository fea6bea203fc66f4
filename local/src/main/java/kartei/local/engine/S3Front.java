package kartei.local.engine;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.net.URIAuthority;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/// S3 as clients see it: refuses presigned URLs that have expired on the moved clock, and hands everything else to the engine
/// byte for byte, with the host that was signed.
final class S3Front extends Handler.Abstract implements AutoCloseable {
    private static final int CONNECTIONS_MAX = 64;
    /// Headers of one connection, not of the message (RFC 9110, 7.6.1).
    private static final Set<String> OF_CONNECTION = Set.of("connection", "keep-alive", "proxy-connection", "te",
            "trailer", "transfer-encoding", "upgrade");
    /// What the client below writes itself, and what was answered here.
    private static final Set<String> NOT_FORWARDED = Stream
            .concat(OF_CONNECTION.stream(), Stream.of("content-length", "host", "expect"))
            .collect(Collectors.toUnmodifiableSet());

    private final HttpHost engine;
    private final PresignedUrls urls;
    private final CloseableHttpClient client;

    S3Front(URI engine, PresignedUrls urls) {
        this.engine = HttpHost.create(engine);
        this.urls = urls;
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(CONNECTIONS_MAX)
                        .setMaxConnPerRoute(CONNECTIONS_MAX)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableDefaultUserAgent()
                .build();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        if (urls.hasExpired(Objects.requireNonNullElse(request.getHttpURI().getQuery(), ""))) {
            refuse(response, callback);
            return true;
        }
        client.execute(engine, forwarded(request), answer -> {
            copy(answer, response);
            return null;
        });
        callback.succeeded();
        return true;
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    private static ClassicHttpRequest forwarded(Request request) throws IOException {
        var forwarded = new BasicClassicHttpRequest(request.getMethod(), request.getHttpURI().getPathQuery());
        var fields = request.getHeaders();
        fields.stream()
                .filter(field -> !NOT_FORWARDED.contains(field.getLowerCaseName()))
                .forEach(field -> forwarded.addHeader(field.getName(), field.getValue()));
        forwarded.setAuthority(authority(fields.get("host")));
        var length = fields.getLongField("content-length");
        if (length >= 0 || fields.contains("transfer-encoding")) {
            forwarded.setEntity(new InputStreamEntity(Content.Source.asInputStream(request), length, null));
        }
        return forwarded;
    }

    private static @Nullable URIAuthority authority(@Nullable String host) throws IOException {
        try {
            return host == null ? null : URIAuthority.create(host);
        } catch (URISyntaxException e) {
            throw new IOException("the Host header is not one", e);
        }
    }

    private static void copy(ClassicHttpResponse answer, Response response) throws IOException {
        response.setStatus(answer.getCode());
        for (Header header : answer.getHeaders()) {
            if (!OF_CONNECTION.contains(header.getName().toLowerCase(Locale.ROOT))) {
                response.getHeaders().add(header.getName(), header.getValue());
            }
        }
        try (var sink = Content.Sink.asOutputStream(response)) {
            if (answer.getEntity() != null) {
                answer.getEntity().getContent().transferTo(sink);
            }
        }
    }

    private static void refuse(Response response, Callback callback) {
        response.setStatus(403);
        response.getHeaders().put("content-type", "application/xml");
        response.write(true, ByteBuffer
                .wrap("<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>".getBytes(UTF_8)),
                callback);
    }
}
