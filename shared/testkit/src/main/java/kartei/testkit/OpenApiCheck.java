package kartei.testkit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import kartei.testkit.OpenApi.Operation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Compares what is asked and answered in tests with `openapi.yaml`: status, headers, type and body of every answer, and, where
/// the answer was a success, the request as well.
public final class OpenApiCheck {
    /// What servers and gateways add by themselves.
    private static final Set<String> TRANSPORT = Set.of("content-type", "content-length", "date", "server",
            "connection", "transfer-encoding", "apigw-requestid", "keep-alive", "vary");

    private final OpenApi api;
    private final OpenApiSchemas schemas;

    public OpenApiCheck(OpenApi api) {
        this.api = api;
        this.schemas = new OpenApiSchemas(api.document());
    }

    public static OpenApiCheck ofProject() {
        return new OpenApiCheck(OpenApi.ofProject());
    }

    /// Checks an answer.
    ///
    /// @param target path, and query if there is one, as they were asked for
    /// @param headers names in any case
    /// @param body empty when there is none
    /// @throws AssertionError with all that differs
    public void answer(String method, String target, int status, Map<String, String> headers, String body) {
        var faults = new ArrayList<String>();
        var path = target.split("\\?", 2)[0];
        var operations = api.on(path);
        var operation = Optional.ofNullable(operations.get(method));
        var described = operation.map(known -> known.answer(status)).orElseGet(() -> other(operations, status));
        if (described.isPresent()) {
            headers(described.get(), lowerCased(headers), faults);
            content(described.get(), lowerCased(headers), body, faults);
        } else {
            faults.add("has no answer with this status");
        }
        if (operation.isEmpty() && status == 405) {
            allowed(operations.keySet(), lowerCased(headers), faults);
        }
        refuse(method + " " + path + " -> " + status, faults);
    }

    /// Checks a request that was answered with success: what the description forbids must not succeed.
    ///
    /// @throws AssertionError with all that differs
    public void request(String method, String target, Map<String, String> headers, String body) {
        var faults = new ArrayList<String>();
        var parts = target.split("\\?", 2);
        var operation = Optional.ofNullable(api.on(parts[0]).get(method));
        operation.ifPresentOrElse(known -> {
            parameters(known, "query", queryOf(parts.length > 1 ? parts[1] : ""), faults);
            parameters(known, "header", lowerCased(headers), faults);
            requestBody(known, body, faults);
        }, () -> faults.add("is not described and succeeded"));
        refuse(method + " " + target + ", the request", faults);
    }

    /// Checks both: the answer, and the request when the answer is a success.
    public void exchange(Request request, Answer answer) {
        answer(request.method(), request.target(), answer.status(), answer.headers(), answer.body());
        if (answer.status() >= 200 && answer.status() < 300) {
            request(request.method(), request.target(), request.headers(), request.body());
        }
    }

    /// What was asked; `body` is empty when there was none.
    public record Request(String method, String target, Map<String, String> headers, String body) {}

    /// What was answered; `body` is empty when there is none.
    public record Answer(int status, Map<String, String> headers, String body) {
        /// A header, whatever the case of its name.
        public Optional<String> header(String name) {
            return headers.entrySet()
                    .stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }

        /// The body, read.
        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        /// What the body has at a JSON pointer, as text; nothing where it has nothing.
        public Optional<String> at(String pointer) {
            var found = json().at(pointer);
            return found.isMissingNode() ? Optional.empty() : Optional.of(found.asString());
        }
    }

    private Optional<OpenApiNode> other(Map<String, Operation> onPath, int status) {
        var expected = onPath.isEmpty() ? 404 : 405;
        return status == expected ? api.root().get("x-any-other").find(String.valueOf(status)) : Optional.empty();
    }

    private void headers(OpenApiNode described, Map<String, String> headers, List<String> faults) {
        var names = described.find("headers").map(OpenApiNode::names).orElse(List.of());
        for (var name : names) {
            var header = described.get("headers").get(name);
            var sent = Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
            if (sent.isPresent()) {
                schemas.faultsOfText(sent.get(), header.get("schema"))
                        .forEach(fault -> faults.add("header " + name + " (" + sent.get() + ")" + fault));
            } else if (header.find("required").map(OpenApiNode::text).orElse("").equals("true")) {
                faults.add("header " + name + " is missing");
            }
        }
        headers.keySet()
                .stream()
                .filter(name -> !TRANSPORT.contains(name) && names.stream().noneMatch(name::equalsIgnoreCase))
                .forEach(name -> faults.add("header " + name + " is not described"));
    }

    private void content(OpenApiNode described, Map<String, String> headers, String body, List<String> faults) {
        var content = described.find("content");
        if (content.isEmpty()) {
            if (!body.isEmpty()) {
                faults.add("has a body, and none is described");
            }
            return;
        }
        var type = headers.getOrDefault("content-type", "").split(";", 2)[0].strip();
        var media = content.get().find(type);
        if (media.isEmpty()) {
            faults.add("is of the type '" + type + "', described are " + content.get().names());
        } else if (type.endsWith("json")) {
            faults.addAll(schemas.faultsOf(body, media.get().get("schema")));
        }
    }

    private static void allowed(Set<String> methods, Map<String, String> headers, List<String> faults) {
        var sent = new TreeSet<>(Arrays.asList(headers.getOrDefault("allow", "").split(" *, *", -1)));
        if (!sent.equals(new TreeSet<>(methods))) {
            faults.add("allows " + sent + ", described are " + new TreeSet<>(methods));
        }
    }

    private void parameters(Operation operation, String where, Map<String, String> sent, List<String> faults) {
        operation.parameters().stream().filter(known -> known.get("in").text().equals(where)).forEach(known -> {
            var name = known.get("name").text();
            Optional.ofNullable(sent.get(where.equals("header") ? name.toLowerCase(Locale.ROOT) : name))
                    .ifPresent(value -> schemas.faultsOfText(value, known.get("schema"))
                            .forEach(fault -> faults.add(where + " " + name + fault)));
        });
    }

    private void requestBody(Operation operation, String body, List<String> faults) {
        var described = operation.body();
        if (described.isPresent()) {
            faults.addAll(schemas.faultsOf(body, described.get().get("content").get("application/json").get("schema")));
        }
    }

    private static Map<String, String> queryOf(String query) {
        var parameters = new TreeMap<String, String>();
        for (var pair : query.split("&", -1)) {
            var parts = pair.split("=", 2);
            parameters.put(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static Map<String, String> lowerCased(Map<String, String> headers) {
        var lower = new TreeMap<String, String>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        return lower;
    }

    private static void refuse(String what, List<String> faults) {
        if (!faults.isEmpty()) {
            throw new AssertionError(what + " is not what openapi.yaml describes:\n  " + String.join("\n  ", faults));
        }
    }
}
