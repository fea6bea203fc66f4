package kartei.function.inbox;

import static kartei.function.inbox.InboxDesk.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.TestTable;

import tools.jackson.databind.JsonNode;

@DisplayName("Files of messages")
class UploadsTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final InboxDesk desk;
    private final HttpClient http = HttpClient.newHttpClient();

    UploadsTest(TestTable table) {
        desk = new InboxDesk(table);
    }

    @AfterEach
    void close() {
        http.close();
        desk.close();
    }

    @Test
    void arePutToTheirUrlsWithExactlyTheGivenHeaders() {
        var taken = desk.send(Letter.from("1784", "m-1").message("text", "null").file("a-1", "image/jpeg", 5));
        var upload = taken.json().at("/uploads/0");

        assertThat(upload.at("/attachmentId").asString()).isEqualTo("a-1");
        assertThat(upload.at("/headers").propertyNames()).containsExactlyInAnyOrder("content-type", "content-length");
        assertThat(states(taken)).containsExactly("awaited");
        assertThat(put(upload, "image/jpeg", "hello")).isEqualTo(200);
        assertThat(states(taken)).containsExactly("stored");
        assertThat(desk.table().objects()).singleElement()
                .asString()
                .startsWith("att/w1/" + InboxDesk.contactId(taken) + "/")
                .doesNotContain("a-1", "photo");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            content type             | content
            text/html                | hello
            image/jpeg;charset=utf-8 | hello
            image/jpeg               | hello, longer than announced
            image/jpeg               | hi
            """)
    void areRefusedWithAnotherTypeOrSize(String contentType, String content) {
        var taken = desk.send(Letter.from("1784", "m-1").file("a-1", "image/jpeg", 5));

        assertThat(put(taken.json().at("/uploads/0"), contentType, content)).isEqualTo(403);
        assertThat(states(taken)).containsExactly("awaited");
    }

    @Test
    void thatAreMissingAreAskedForAgainWhenTheMessageComesAgain() {
        var letter = Letter.from("1784", "m-1")
                .message("attachments",
                        """
                                [{"id": "a-1", "contentType": "image/jpeg", "size": 5}, {"id": "a-2", "contentType": "image/png", "size": 3}]
                                """);
        var taken = desk.send(letter);
        put(taken.json().at("/uploads/0"), "image/jpeg", "hello");

        var again = desk.send(letter);

        assertThat(again.status()).isEqualTo(200);
        assertThat(texts(again, "/uploads", "/attachmentId")).containsExactly("a-2");
        assertThat(put(again.json().at("/uploads/0"), "image/png", "png")).isEqualTo(200);
        assertThat(states(taken)).containsExactly("stored", "stored");
        assertThat(texts(desk.send(letter), "/uploads", "/attachmentId")).isEmpty();
    }

    @Test
    void ofAnAnswerGoTheSameWay() {
        var taken = desk.send(Letter.from("1784", "m-1"));
        var sent = InboxDesk.reply(desk.agent(), taken, """
                {"attachments": [{"id": "f-1", "name": "invoice.pdf", "contentType": "application/pdf", "size": 4}]}
                """);

        assertThat(sent.status()).isEqualTo(201);
        assertThat(put(sent.json().at("/uploads/0"), "application/pdf", "%PDF")).isEqualTo(200);
        assertThat(desk.messages(taken).at("/items/0/attachments/0/state")).hasValue("stored");
        assertThat(desk.messages(taken).at("/items/0/attachments/0/name")).hasValue("invoice.pdf");
    }

    /// By the id that its sender gave it, and by the URL beside its message.
    @Test
    void areFoundByThoseWhoReadThem() {
        var taken = desk.send(Letter.from("1784", "m-1").file("a-1", "image/jpeg", 5));
        InboxDesk.reply(desk.agent(), taken, """
                {"attachments": [{"id": "f-1", "contentType": "application/pdf", "size": 4}]}""");

        for (var id : List.of("f-1", "a-1")) {
            assertThat(desk.given.file(taken, id).id()).isEqualTo(id);
        }
        for (int message = 0; message < 2; message++) {
            var shown = desk.messages(taken).json().at("/items/" + message + "/attachments/0");
            var url = shown.at("/url").asString();
            assertThat(url).startsWith("/v1/contacts/" + InboxDesk.contactId(taken) + "/attachments/");
            assertThat(desk.given.file(taken, url.substring(url.lastIndexOf('/') + 1)).id())
                    .isEqualTo(shown.at("/id").asString());
        }
    }

    @Test
    void ofManyMessagesAreLookedUpInOneListing() {
        Answer taken = desk.send(Letter.from("1784", "m-0").file("a-0", "image/jpeg", 1));
        for (int i = 1; i < 12; i++) {
            desk.send(Letter.from("1784", "m-" + i).file("a-" + i, "image/jpeg", 1));
        }
        var first = new ArrayList<Answer>();

        var bill = desk.bill(() -> first.add(desk.messages(taken)));

        assertThat(bill.operations().stream().filter("ListObjectsV2"::equals)).hasSize(1);
        assertThat(bill.roundTrips()).isEqualTo(2);
        assertThat(texts(first.getFirst(), "/items", "/attachments/0/state")).hasSize(12).containsOnly("awaited");
    }

    private List<String> states(Answer taken) {
        return texts(desk.messages(taken), "/items/0/attachments", "/state");
    }

    private int put(JsonNode upload, String contentType, String content) {
        var request = HttpRequest.newBuilder(URI.create(upload.at("/url").asString()))
                .header("content-type", contentType)
                .PUT(HttpRequest.BodyPublishers.ofString(content))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
