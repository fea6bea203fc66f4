package kartei.function.contactexport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

import kartei.domain.contact.ContactId;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.TestTable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Brings files into a workspace by the API, at the desk of exports.
final class ImportDesk implements AutoCloseable {
    final ExportDesk desk;
    final String workspace;
    final Given given;

    private final TestTable table;
    private final HttpClient http = HttpClient.newHttpClient();

    ImportDesk(TestTable table, ExportDesk desk, String workspace) {
        this.table = table;
        this.desk = desk;
        this.workspace = workspace;
        this.given = desk.given(workspace);
    }

    // ---- by the API ----

    Answer announce() {
        return desk.as(workspace).call("POST", "/v1/imports", "{\"format\": \"jsonl\"}");
    }

    Answer get(String id) {
        return desk.as(workspace).call("GET", path(id));
    }

    Answer start(String id) {
        return desk.as(workspace).call("POST", path(id) + "/start");
    }

    Answer askForRejects(String id) {
        return desk.as(workspace).call("GET", path(id) + "/rejects");
    }

    static String path(String id) {
        return "/v1/imports/" + id;
    }

    /// An import whose file lies there.
    String uploaded(String file) {
        var announced = announce();
        assertThat(announced.status()).as(announced.body()).isEqualTo(201);
        assertThat(put(announced, file).statusCode()).isEqualTo(200);
        return announced.at("/id").orElseThrow();
    }

    String started(String file) {
        var id = uploaded(file);
        var answer = start(id);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return id;
    }

    /// An import that has ended.
    String done(String file) {
        var id = started(file);
        desk.jobs.run();
        return id;
    }

    HttpResponse<String> put(Answer announced, String file) {
        var to = HttpRequest.newBuilder(URI.create(announced.at("/upload/url").orElseThrow()));
        announced.json()
                .at("/upload/headers")
                .properties()
                .forEach(header -> to.header(header.getKey(), header.getValue().asString()));
        return send(to.PUT(HttpRequest.BodyPublishers.ofString(file)).build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new AssertionError(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    /// The lines that were not taken.
    List<String> rejects(String id) {
        var answer = askForRejects(id);
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return new String(desk.fetched(answer.header("location").orElseThrow()).body(), StandardCharsets.UTF_8).lines()
                .toList();
    }

    /// A JSON Lines report of the workspace, made now.
    String exported() {
        var answer = desk.as(workspace)
                .call("POST", "/v1/exports", "{\"type\": \"contact-attributes\", \"format\": \"jsonl\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        desk.jobs.run();
        var file = desk.as(workspace).call("GET", ExportDesk.path(answer.at("/id").orElseThrow()) + "/file");
        return new String(desk.fetched(file.header("location").orElseThrow()).body(), StandardCharsets.UTF_8);
    }

    // ---- what lies there ----

    /// The items of the workspace but those of jobs and of calls that were asked twice.
    Map<String, Map<String, AttributeValue>> items() {
        return items(key -> !key.startsWith("JOB#") && !key.startsWith("JBX#") && !key.startsWith("IDM#"));
    }

    private Map<String, Map<String, AttributeValue>> items(Predicate<String> wanted) {
        var items = new TreeMap<String, Map<String, AttributeValue>>();
        for (var item : table.items()) {
            var pk = text(item, "PK");
            if (pk.split("#", -1)[1].equals(workspace) && wanted.test(pk)) {
                items.put(pk + " " + text(item, "SK"), item);
            }
        }
        return items;
    }

    private static String text(Map<String, AttributeValue> item, String field) {
        return Optional.ofNullable(item.get(field)).map(AttributeValue::s).orElse("");
    }

    /// The item of a contact.
    Map<String, AttributeValue> contact(String id) {
        return Optional.ofNullable(items().get("CON#" + workspace + "#" + id + " C~")).orElseThrow();
    }

    /// The ids of all contacts.
    List<String> contacts() {
        return items().keySet()
                .stream()
                .filter(key -> key.endsWith(" C~"))
                .map(key -> key.split("[# ]", -1)[2])
                .toList();
    }

    /// Makes of a contact one that a message has brought.
    void broughtByAMessage(ContactId contact) {
        var prefix = "CON#" + workspace + "#" + contact.value() + " I#";
        items().entrySet().stream().filter(item -> item.getKey().startsWith(prefix)).forEach(item -> {
            var other = new TreeMap<>(item.getValue());
            other.remove("origin");
            table.dynamo().putItem(put -> put.tableName(table.name()).item(other));
        });
    }

    /// Says of an import that so many lines of it were not taken.
    void rejectedSoFar(String id, long lines) {
        items(key -> key.endsWith("#" + id)).values().forEach(item -> {
            var other = new TreeMap<>(item);
            other.put("rejected", AttributeValue.fromN(Long.toString(lines)));
            table.dynamo().putItem(put -> put.tableName(table.name()).item(other));
        });
    }

    /// What the bucket says to a file of another type.
    int putAsText(Answer announced, String file) {
        var to = HttpRequest.newBuilder(URI.create(announced.at("/upload/url").orElseThrow()));
        return send(to.header("content-type", "text/plain").PUT(HttpRequest.BodyPublishers.ofString(file)).build())
                .statusCode();
    }

    @Override
    public void close() {
        http.close();
        desk.close();
    }
}
