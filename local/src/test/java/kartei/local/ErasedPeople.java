package kartei.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.TestTable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;

/// A workspace with people who write on several channels, and an admin who erases them; everything by the routes.
final class ErasedPeople implements AutoCloseable {
    static final String HINT = "Jo from Berlin";

    final House house;
    private final TestTable table;
    private final HttpCaller http = new HttpCaller(URI.create("http://127.0.0.1"));
    private int messages;

    ErasedPeople(House house, TestTable table) {
        this.house = house;
        this.table = table;
    }

    /// Everything that still goes on comes to its end first.
    @Override
    public void close() {
        house.settle();
        house.close();
        http.close();
    }

    Answer admin(String method, String target, String body) {
        return admin("w1", method, target, body);
    }

    Answer admin(String workspace, String method, String target, String body) {
        return house.call(caller -> caller.as("admin", workspace), method, target, body);
    }

    Answer get(String target) {
        return admin("GET", target, "");
    }

    /// A message; `more` are members of the message besides id, text and time.
    Answer message(String channel, String medium, String sender, String more) {
        return house.call(caller -> caller.asConnector("w1", "messages:write"), "POST", "/v1/messages", """
                {"channel": {"id": "%s", "medium": "%s", "name": "Acme"},
                 "sender": {"id": "%s", "displayName": "Jo %s", "handle": "jo-%s"},
                 "message": {"id": "m-%d", "text": "Hello from %s", "sentAt": "2026-11-22T09:00:00.000Z"%s}}"""
                .formatted(channel, medium, sender, sender, sender, ++messages, sender, more));
    }

    /// Who writes on Instagram; says which contact that is.
    String writes(String sender) {
        return text(message("acme-ig", "instagram", sender, ""), "/contactId");
    }

    /// The same on X, where the network's own id links contacts of different channels.
    String writesOnX(String channel, String sender) {
        return text(message(channel, "x", sender, ""), "/contactId");
    }

    /// Who writes with a picture, which is still to be put.
    Answer writesWithPicture(String sender) {
        return message("acme-ig", "instagram", sender,
                ", \"attachments\": [{\"id\": \"f-1\", \"name\": \"photo.png\", \"contentType\": \"image/png\", \"size\": 3}]");
    }

    /// Everything that can be known of somebody: values, VIP, a group, an answer, a resolved conversation, changes, a file.
    String known(String sender) {
        var answer = writesWithPicture(sender);
        var contact = text(answer, "/contactId");
        var conversation = text(answer, "/conversationId");
        put(text(answer, "/uploads/0/url"), "image/png", "abc");
        done(admin("PATCH", path(contact) + "/attributes",
                "{\"values\": {\"email\": \"%s@example.com\", \"jobTitle\": \"Baker\"}}".formatted(sender)));
        done(admin("PATCH", path(contact) + "/attributes", "{\"values\": {\"jobTitle\": \"Chef\"}}"));
        done(admin("PUT", path(contact) + "/vip", "{\"vip\": true}"));
        done(admin("POST", "/v1/conversations/" + conversation + "/messages", "{\"text\": \"Hi " + sender + "\"}"));
        done(admin("PUT", "/v1/conversations/" + conversation + "/status", "{\"status\": \"resolved\"}"));
        writes(sender);
        return contact;
    }

    void put(String url, String type, String content) {
        try (var http = new HttpCaller(URI.create(url))) {
            assertThat(http.call("PUT", url, content.getBytes(StandardCharsets.UTF_8), "content-type", type).status())
                    .isEqualTo(200);
        }
    }

    static void done(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 202);
    }

    static String path(String contact) {
        return "/v1/contacts/" + contact;
    }

    Answer erase(String contact, String scope) {
        return admin("POST", path(contact) + "/erasure", "{\"hint\": \"" + HINT + "\", \"scope\": \"" + scope + "\"}");
    }

    /// Erases a contact; says the id of the erasure.
    String erased(String contact) {
        return erased(contact, "contact");
    }

    String erased(String contact, String scope) {
        var answer = erase(contact, scope);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return text(answer, "/erasureId");
    }

    JsonNode entry(String erasureId) {
        return get("/v1/deleted-contacts/" + erasureId).json();
    }

    /// The log, newest first.
    List<JsonNode> log(String query) {
        return items(get("/v1/deleted-contacts" + query)).toList();
    }

    static Stream<JsonNode> items(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return StreamSupport.stream(answer.json().at("/items").spliterator(), false);
    }

    /// The keys of all items, as one text each, in which the text occurs somewhere.
    List<String> itemsWith(String text) {
        return table.items()
                .stream()
                .filter(item -> item.toString().contains(text))
                .map(item -> key(item.get("PK")) + " / " + key(item.get("SK")))
                .toList();
    }

    private static String key(@Nullable AttributeValue field) {
        return Optional.ofNullable(field).map(AttributeValue::s).orElse("");
    }

    /// Whether an item, by its key, may name a contact that was erased: the log, the claims of its messages, and for a while who
    /// was erased lately and the job.
    static boolean mayStay(String key) {
        return Stream.of("DEL#w1 / ", "CLM#w1#", "WSP#w1 / ERASED", "JOB#w1 / erasure#", "IDM#w1#")
                .anyMatch(key::startsWith);
    }

    List<String> objectsWith(String text) {
        return table.objects().stream().filter(object -> object.contains(text)).toList();
    }

    static String text(Answer answer, String pointer) {
        return answer.at(pointer).orElseThrow(() -> new AssertionError(answer.body()));
    }
}
