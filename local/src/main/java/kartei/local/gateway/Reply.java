package kartei.local.gateway;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import kartei.local.JsonTrees;

import com.fasterxml.jackson.databind.JsonNode;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A function's answer, read as API Gateway reads payload format 2.0.
final class Reply {
    /// Lambda's bound of one answer.
    static final int BYTES_MAX = 6 * 1024 * 1024;

    /// What the gateway writes itself.
    private static final Set<String> OWN = Set.of("content-length", "transfer-encoding", "connection", "date",
            "server");

    private Reply() {}

    /// The HTTP answer that `json` asks for; 500 when it asks for none.
    static Answer read(byte[] json) {
        try {
            if (json.length <= BYTES_MAX) {
                var tree = JsonTrees.read(json);
                return tree.has("statusCode") ? full(tree) : bare(json);
            }
        } catch (IOException | IllegalArgumentException e) {
            return failed();
        }
        return failed();
    }

    static Answer failed() {
        return Answer.message(500, "Internal Server Error");
    }

    /// A bare result is the body of a 200.
    private static Answer bare(byte[] json) {
        return new Answer(200, Map.of("content-type", "application/json"), List.of(), json);
    }

    private static Answer full(JsonNode tree) {
        var headers = new LinkedHashMap<String, String>();
        tree.path("headers")
                .properties()
                .forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue().asText()));
        headers.keySet().removeAll(OWN);
        headers.putIfAbsent("content-type", "text/plain; charset=utf-8");
        var cookies = new ArrayList<String>();
        tree.path("cookies").forEach(cookie -> cookies.add(cookie.asText()));
        var body = tree.path("body").asText("");
        var bytes = tree.path("isBase64Encoded").asBoolean() ? Base64.getDecoder().decode(body) : body.getBytes(UTF_8);
        return new Answer(tree.path("statusCode").asInt(500), headers, cookies, bytes);
    }
}
