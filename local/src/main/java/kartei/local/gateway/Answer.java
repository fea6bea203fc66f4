package kartei.local.gateway;

import java.util.List;
import java.util.Map;

import kartei.api.http.HttpResponse;

import static java.nio.charset.StandardCharsets.UTF_8;

/// One HTTP answer, ready to be sent.
public final class Answer {
    private final int status;
    private final Map<String, String> headers;
    private final List<String> cookies;
    private final byte[] body;

    Answer(int status, Map<String, String> headers, List<String> cookies, byte[] body) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.cookies = List.copyOf(cookies);
        this.body = body;
    }

    public static Answer of(HttpResponse response) {
        return new Answer(response.status(), response.headers(), List.of(), response.body().orElse("").getBytes(UTF_8));
    }

    /// What API Gateway itself says when there is no answer of a function.
    static Answer message(int status, String message) {
        return new Answer(status, Map.of("content-type", "application/json", "cache-control", "no-store"), List.of(),
                "{\"message\":\"%s\"}".formatted(message).getBytes(UTF_8));
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public List<String> cookies() {
        return cookies;
    }

    public byte[] body() {
        return body;
    }
}
