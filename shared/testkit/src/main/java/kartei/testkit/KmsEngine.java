package kartei.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.kms.model.KeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// KMS as far as the product uses it, over the JSON protocol of the SDK: data keys, encryption bound to a context,
/// signatures. Any other operation is refused by name. It checks no signatures: it is for one machine.
public final class KmsEngine implements AutoCloseable {
    private static final String TARGET_PREFIX = "TrentService.";
    private static final int BAD_REQUEST = 400;
    private static final int OK = 200;

    private final JsonMapper json = new JsonMapper();
    private final KmsOperations operations;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final URI endpoint;

    private KmsEngine(Optional<Path> folder, InetSocketAddress address) {
        Address.requireFree("KMS", address);
        this.operations = new KmsOperations(new KmsKeys(folder), json);
        try {
            this.server = HttpServer.create(address, 0);
        } catch (IOException refused) {
            throw new EngineException("KMS: cannot listen, " + refused.getMessage(), refused);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        this.endpoint = Address.endpoint(address, server.getAddress().getPort());
    }

    /// Keys are gone when it closes. Port 0 picks a free one.
    public static KmsEngine inMemory(InetSocketAddress address) {
        return new KmsEngine(Optional.empty(), address);
    }

    /// Keys stay in `folder`, one file each, readable by its owner only.
    public static KmsEngine on(Path folder, InetSocketAddress address) {
        return new KmsEngine(Optional.of(folder), address);
    }

    public URI endpoint() {
        return endpoint;
    }

    /// Makes the key of this id unless it is there, and tells its ARN.
    public String makeKey(String id, KeySpec spec) {
        return operations.makeKey(id, spec);
    }

    /// Whether it has any key, of this or an earlier life.
    public boolean hasKeys() {
        return operations.hasKeys();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var target = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target")).orElse("");
            try {
                var request = json.readTree(exchange.getRequestBody());
                send(exchange, OK, operations.perform(target.replace(TARGET_PREFIX, ""), request));
            } catch (KmsRefusal refusal) {
                refuse(exchange, refusal.type(), String.valueOf(refusal.getMessage()));
            } catch (JacksonException malformed) {
                refuse(exchange, "SerializationException", malformed.getOriginalMessage());
            }
        }
    }

    private void refuse(HttpExchange exchange, String type, String message) throws IOException {
        exchange.getResponseHeaders().set("x-amzn-ErrorType", type);
        send(exchange, BAD_REQUEST, json.createObjectNode().put("__type", type).put("message", message));
    }

    private void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
        var bytes = json.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
