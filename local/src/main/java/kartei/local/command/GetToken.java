package kartei.local.command;

import java.util.List;
import java.util.Set;

import kartei.api.json.Json;

/// `./kartei token`: a token of the running system.
final class GetToken {
    private GetToken() {}

    static String run(List<String> words) {
        var given = Arguments.of(words,
                Set.of("--role", "--workspace", "--name", "--scope", "--sub", "--expires-in", "--port"), Set.of());
        var body = Json.object()
                .put("workspace", given.value("--workspace").orElse("demo"))
                .put("role",
                        given.value("--role")
                                .orElseThrow(() -> new UsageException("--role is needed: admin, agent or connector")))
                .putIfPresent("name", given.value("--name"))
                .putIfPresent("scope", given.value("--scope"))
                .putIfPresent("sub", given.value("--sub"));
        given.value("--expires-in").ifPresent(seconds -> body.put("expiresIn", seconds(seconds)));
        try (var system = new RunningSystem(given.port())) {
            return system.token(body);
        }
    }

    private static long seconds(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new UsageException("--expires-in must be a number of seconds");
        }
        return Long.parseLong(text);
    }
}
