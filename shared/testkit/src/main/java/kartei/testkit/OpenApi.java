package kartei.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// What `openapi.yaml` says of the HTTP API.
public final class OpenApi {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete", "head", "options");

    private final Object document;
    private final List<Operation> operations = new ArrayList<>();

    private OpenApi(Object document) {
        this.document = document;
        var paths = root().get("paths");
        for (var path : paths.names()) {
            var item = paths.get(path);
            item.names()
                    .stream()
                    .filter(METHODS::contains)
                    .forEach(method -> operations
                            .add(new Operation(method.toUpperCase(Locale.ROOT), path, item, item.get(method))));
        }
    }

    public static OpenApi read(Path file) {
        try {
            return new OpenApi(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The project's own, found in the folder that the test runs in or above it.
    public static OpenApi ofProject() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("openapi.yaml"))) {
                return read(folder.resolve("openapi.yaml"));
            }
        }
        throw new IllegalStateException("there is no openapi.yaml here or above");
    }

    public List<Operation> operations() {
        return List.copyOf(operations);
    }

    /// All names of problems that answers may have.
    public List<String> problems() {
        return root().get("components")
                .get("schemas")
                .get("Problem")
                .get("properties")
                .get("type")
                .get("enum")
                .texts()
                .stream()
                .map(type -> type.substring("/problems/".length()))
                .toList();
    }

    /// The parts of the API, in their order, each with its description.
    public Map<String, String> tags() {
        var tags = new LinkedHashMap<String, String>();
        root().get("tags").elements().forEach(tag -> tags.put(tag.get("name").text(), tag.get("description").text()));
        return tags;
    }

    /// The operations on the path of a request, by method, as the gateway finds them: of two on one method the path with
    /// fewer variables.
    Map<String, Operation> on(String path) {
        var found = new LinkedHashMap<String, Operation>();
        operations.stream()
                .filter(operation -> operation.matches(path))
                .sorted((one, other) -> Integer.compare(one.variables(), other.variables()))
                .forEach(operation -> found.putIfAbsent(operation.method(), operation));
        return found;
    }

    Object document() {
        return document;
    }

    OpenApiNode root() {
        return OpenApiNode.root(document);
    }

    /// One method on one path. `feature` is empty where the route is in every plan, `roles` where it takes no token.
    public static final class Operation {
        private final String method;
        private final String path;
        private final OpenApiNode item;
        private final OpenApiNode node;

        private Operation(String method, String path, OpenApiNode item, OpenApiNode node) {
            this.method = method;
            this.path = path;
            this.item = item;
            this.node = node;
        }

        public String method() {
            return method;
        }

        public String path() {
            return path;
        }

        public String id() {
            return node.get("operationId").text();
        }

        /// What it does, in one line.
        public String summary() {
            return node.get("summary").text();
        }

        /// The part of the API that it belongs to.
        public String tag() {
            return node.get("tags").texts().getFirst();
        }

        /// All statuses that it answers with, lowest first.
        public List<Integer> statuses() {
            return node.get("responses").names().stream().map(Integer::valueOf).sorted().toList();
        }

        public Optional<String> feature() {
            return node.find("x-feature").map(OpenApiNode::text);
        }

        public Set<String> roles() {
            return Set.copyOf(node.get("x-roles").texts());
        }

        public Optional<String> scope() {
            return node.find("x-scope").map(OpenApiNode::text);
        }

        /// The numbers of what the product does (S…) that this is a part of.
        public List<String> capabilities() {
            return node.get("x-capabilities").texts();
        }

        /// Whether it takes a bearer token.
        public boolean takesToken() {
            return node.find("security").isEmpty();
        }

        List<OpenApiNode> parameters() {
            var all = new ArrayList<OpenApiNode>();
            item.find("parameters").ifPresent(parameters -> all.addAll(parameters.elements()));
            node.find("parameters").ifPresent(parameters -> all.addAll(parameters.elements()));
            return all;
        }

        Optional<OpenApiNode> body() {
            return node.find("requestBody");
        }

        Optional<OpenApiNode> answer(int status) {
            return node.get("responses").find(String.valueOf(status));
        }

        private boolean matches(String asked) {
            return asked.matches(path.replaceAll("\\{[^}]+}", "[^/]+"));
        }

        private int variables() {
            return path.split("\\{", -1).length - 1;
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }
}
