package kartei.local;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

import kartei.api.Environment;
import kartei.api.Pause;
import kartei.testkit.OpenApiCheck;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.OpenApiCheck.Request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/// A running system, reached by its URL and tokens alone: the stack that `-Dtarget` names, with the tokens that the environment
/// holds, or else a local one of its own. Each answer is compared with `openapi.yaml`.
final class Target implements AutoCloseable {
    /// Of these, a deployed stack is looked at for half an hour.
    private static final int LOOKS_MAX = 400;
    private static final int FIRST_LOOKS = 20;

    private final HttpCaller http;
    private final Map<String, String> tokens;
    private final Patience patience;
    private final Runnable end;
    private final OpenApiCheck check = OpenApiCheck.ofProject();

    private Target(HttpCaller http, Map<String, String> tokens, Patience patience, Runnable end) {
        this.http = http;
        this.tokens = tokens;
        this.patience = patience;
        this.end = end;
    }

    /// What happens between two looks at something that is not there yet.
    private interface Patience {
        void after(int look);
    }

    static Target chosen() {
        var url = System.getProperty("target", "");
        return url.isBlank() ? ofItsOwn() : at(URI.create(url));
    }

    private static Target at(URI url) {
        var environment = Environment.ofProcess();
        var tokens = new LinkedHashMap<String, String>();
        for (var role : List.of("admin", "agent", "connector")) {
            var name = "KARTEI_" + role.toUpperCase(Locale.ROOT) + "_TOKEN";
            tokens.put(role, environment.optional(name)
                    .orElseThrow(() -> new AssertionError("-Dtarget wants a token of the role in " + name)));
        }
        Patience patience = look -> Pause.real().of(Duration.ofSeconds(look < FIRST_LOOKS ? 1 : 5));
        return new Target(new HttpCaller(url), tokens, patience, () -> {});
    }

    /// Where the time of a job that waits is moved on, which nobody can do anywhere else.
    private static Target ofItsOwn() {
        var system = LocalSystem.start(LocalOptions.inMemory());
        var http = new HttpCaller(system.url());
        var tokens = Map.of("admin", system.token("admin", "journey"), "agent", system.token("agent", "journey"),
                "connector", system.connectorToken("journey", "messages:write"));
        Patience patience = look -> {
            Pause.real().of(Duration.ofMillis(100));
            if (look >= FIRST_LOOKS) {
                http.post("/local/clock", "{\"advance\": \"PT20S\"}");
            }
        };
        return new Target(http, tokens, patience, system::close);
    }

    /// @param headers names and values in turn
    Answer ask(String role, String method, String path, String body, String... headers) {
        var sent = new LinkedHashMap<String, String>();
        sent.put("authorization", "Bearer " + tokens.get(role));
        if (!body.isEmpty()) {
            sent.put("content-type", "application/json");
        }
        for (var i = 0; i < headers.length; i += 2) {
            sent.put(headers[i], headers[i + 1]);
        }
        var words = sent.entrySet().stream().flatMap(header -> List.of(header.getKey(), header.getValue()).stream());
        var answered = http.call(method, path, body.getBytes(UTF_8), words.toArray(String[]::new));
        var answer = new Answer(answered.status(), headersOf(answered), answered.text());
        check.exchange(new Request(method, path, sent, body), answer);
        return answer;
    }

    private static Map<String, String> headersOf(HttpCaller.Answered answered) {
        var headers = new LinkedHashMap<String, String>();
        answered.response().headers().map().forEach((name, values) -> {
            if (!name.startsWith(":")) { // HTTP/2 has the status among them
                headers.put(name, String.join(", ", values));
            }
        });
        return headers;
    }

    /// The answer to a GET, asked for again until `holds` does.
    Answer until(String what, String role, String path, Predicate<Answer> holds) {
        for (var look = 0; look < LOOKS_MAX; look++) {
            var answer = ask(role, "GET", path, "");
            if (holds.test(answer)) {
                return answer;
            }
            patience.after(look);
        }
        throw new AssertionError("waited in vain until " + what + ": " + ask(role, "GET", path, "").body());
    }

    /// What lies behind a presigned URL.
    byte[] download(String url) {
        var answered = http.get(url);
        assertThat(answered.status()).as(answered.text()).isEqualTo(200);
        return answered.response().body();
    }

    @Override
    public void close() {
        http.close();
        end.run();
    }
}
