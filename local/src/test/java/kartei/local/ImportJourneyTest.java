package kartei.local;

import java.net.URI;
import java.util.ArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.TestTable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/// S45: a report of one workspace, read back into another one, through all functions.
class ImportJourneyTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final House house;
    private final HttpCaller http = new HttpCaller(URI.create("http://127.0.0.1"));

    ImportJourneyTest(TestTable table) {
        house = new House(table);
    }

    @AfterEach
    void close() {
        http.close();
        house.close();
    }

    private Answer admin(String workspace, String method, String target, String body) {
        return house.call(caller -> caller.as("admin", workspace), method, target, body);
    }

    private Answer message(String workspace, String id) {
        return house.call(caller -> caller.asConnector(workspace, "messages:write"), "POST", "/v1/messages", """
                {"channel": {"id": "acme-x", "medium": "x", "name": "Acme"},
                 "sender": {"id": "7", "displayName": "Jo", "metadata": {"x-followers": "12"}},
                 "message": {"id": "%s", "text": "Hello", "sentAt": "2026-11-22T09:00:00.000Z"}}""".formatted(id));
    }

    private static String text(Answer answer, String pointer) {
        return answer.at(pointer).orElseThrow(() -> new AssertionError(answer.body()));
    }

    /// A workspace with one contact, VIP, with a value; says whose it is.
    private String filled() {
        var contact = text(message("w1", "m-1"), "/contactId");
        admin("w1", "PATCH", "/v1/attributes/x-followers", "{\"enabled\": true}");
        admin("w1", "PATCH", "/v1/contacts/" + contact + "/attributes", "{\"values\": {\"jobTitle\": \"Baker\"}}");
        admin("w1", "PUT", "/v1/contacts/" + contact + "/vip", "{\"vip\": true}");
        house.settle();
        return contact;
    }

    private byte[] exported(String workspace) {
        var id = text(
                admin(workspace, "POST", "/v1/exports", "{\"type\": \"contact-attributes\", \"format\": \"jsonl\"}"),
                "/id");
        house.settle();
        var file = admin(workspace, "GET", "/v1/exports/" + id + "/file", "");
        return http.get(file.header("location").orElseThrow()).response().body();
    }

    private Answer started(String workspace, byte[] file) {
        var announced = admin(workspace, "POST", "/v1/imports", "{\"format\": \"jsonl\"}");
        var headers = new ArrayList<String>();
        announced.json().at("/upload/headers").properties().forEach(header -> {
            headers.add(header.getKey());
            headers.add(header.getValue().asString());
        });
        var put = http.call("PUT", text(announced, "/upload/url"), file, headers.toArray(String[]::new));
        assertThat(put.status()).isEqualTo(200);
        return admin(workspace, "POST", "/v1/imports/" + text(announced, "/id") + "/start", "");
    }

    @Test
    @DisplayName("S45, S33: the contacts are there, and messages, links and groups find them")
    void isFoundByMessagesAndGroups() {
        var contact = filled();
        admin("w2", "PATCH", "/v1/attributes/x-followers", "{\"enabled\": true}");
        admin("w2", "POST", "/v1/contact-groups",
                "{\"name\": \"Bakers\", \"all\": [{\"attribute\": \"jobTitle\", \"op\": \"equals\", \"value\": \"baker\"}]}");
        var report = exported("w1");

        var started = started("w2", report);
        house.settle();

        assertThat(started.status()).as(started.body()).isEqualTo(202);
        assertThat(new String(exported("w2"), UTF_8)).isEqualTo(new String(report, UTF_8));
        var bakers = admin("w2", "GET", "/v1/contacts?group=bakers", "");
        assertThat(text(bakers, "/items/0/id")).isEqualTo(contact);
        assertThat(text(admin("w2", "GET", "/v1/contacts?group=vip", ""), "/items/0/id")).isEqualTo(contact);
        var shown = admin("w2", "GET", "/v1/contacts/" + contact, "");
        assertThat(shown.body()).contains("\"value\":\"Baker\",\"source\":\"import\"")
                .contains("\"value\":\"12\",\"source\":\"platform\"");
        var taken = message("w2", "m-9");
        assertThat(text(taken, "/contactId")).isEqualTo(contact);
        assertThat(taken.json().at("/contactCreated").asBoolean()).isFalse();
        house.settle();
    }

    @Test
    @DisplayName("S45: a workspace with contacts that messages brought takes none")
    void isRefusedWhereMessagesBroughtContacts() {
        filled();

        var started = started("w1", exported("w1"));

        assertThat(started.status()).isEqualTo(409);
        assertThat(text(started, "/type")).isEqualTo("/problems/conflict");
    }
}
