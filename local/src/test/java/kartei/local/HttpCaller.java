package kartei.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Speaks HTTP to a system like any client.
record HttpCaller(URI url, HttpClient client) implements AutoCloseable {

    HttpCaller(URI url) {
        this(url, HttpClient.newHttpClient());
    }

    /// An answer with its body as text.
    record Answered(int status, HttpResponse<byte[]> response) {
        String text() {
            return new String(response.body(), UTF_8);
        }

        JsonNode json() {
            try {
                return JsonTrees.read(response.body());
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + text(), e);
            }
        }

        String header(String name) {
            return String.join(", ", response.headers().allValues(name));
        }
    }

    Answered get(String path, String... headers) {
        return call("GET", path, new byte[0], headers);
    }

    Answered post(String path, String json, String... headers) {
        return call("POST", path, json.getBytes(UTF_8), headers);
    }

    /// @param path or a whole URL
    /// @param headers names and values in turn
    Answered call(String method, String path, byte[] body, String... headers) {
        var publisher = body.length == 0 ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(body);
        var request = HttpRequest.newBuilder(url.resolve(path)).method(method, publisher);
        var all = List.of(headers);
        for (var i = 0; i < all.size(); i += 2) {
            request.header(all.get(i), all.get(i + 1));
        }
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answered(response.statusCode(), response);
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
