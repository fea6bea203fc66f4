package kartei.local.command;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

import kartei.api.json.Json;
import kartei.api.json.JsonReader;
import kartei.api.json.JsonWriter;
import kartei.local.StartFailure;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A system that somebody started on this machine, spoken to over HTTP like any other client does.
final class RunningSystem implements AutoCloseable {
    private static final int CONFLICT = 409;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI url;
    private final HttpClient client = HttpClient.newHttpClient();

    RunningSystem(int port) {
        this.url = URI.create("http://127.0.0.1:" + port);
    }

    /// The answer's JSON.
    ///
    /// @throws StartFailure when nothing answers there, or with anything but success
    Json.Obj call(String method, String path, Optional<String> token, Json body) {
        var answer = answer(method, path, token, body);
        check(answer, method + " " + path);
        return (Json.Obj) JsonReader.read(answer.body());
    }

    /// Makes something with `POST`; one that is there already stays as it is.
    void make(String path, String token, Json body) {
        var answer = answer("POST", path, Optional.of(token), body);
        if (answer.statusCode() != CONFLICT) {
            check(answer, "POST " + path);
        }
    }

    private HttpResponse<byte[]> answer(String method, String path, Optional<String> token, Json body) {
        var request = HttpRequest.newBuilder(url.resolve(path))
                .timeout(TIMEOUT)
                .header("content-type", "application/json")
                .method(method, BodyPublishers.ofByteArray(JsonWriter.write(body)));
        token.ifPresent(bearer -> request.header("authorization", "Bearer " + bearer));
        return send(request.build());
    }

    private static void check(HttpResponse<byte[]> answer, String call) {
        if (answer.statusCode() / 100 != 2) {
            throw new StartFailure(call + " answered " + answer.statusCode() + ": " + new String(answer.body(), UTF_8));
        }
    }

    URI url() {
        return url;
    }

    /// A token of the running system.
    String token(Json body) {
        return text(call("POST", "/local/token", Optional.empty(), body), "token");
    }

    static String text(Json.Obj object, String member) {
        return object.members().get(member) instanceof Json.Text(var text) ? text : "";
    }

    @Override
    public void close() {
        client.close();
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (ConnectException e) {
            throw new StartFailure(
                    "no system answers at " + url + "; start one with ./kartei start, or name its --port", e);
        } catch (IOException e) {
            throw new StartFailure("the system at " + url + " does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted", e);
        }
    }
}
