package kartei.function.contactedit;

import static kartei.function.contactedit.ContactDesk.path;
import static kartei.function.contactedit.ContactDesk.problem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.domain.contact.ContactId;
import kartei.domain.conversation.Attachment;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.TestTable;

@DisplayName("A file of a message")
class DownloadTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final ContactDesk desk;
    private final ContactId contact;
    private final HttpClient http = HttpClient.newHttpClient();

    DownloadTest(TestTable table) {
        desk = new ContactDesk(table);
        contact = desk.given.contact();
    }

    @AfterEach
    void close() {
        http.close();
        desk.close();
    }

    @Test
    void isDownloadedAndNeverShown() {
        sent("a-1", "<script>alert(1)</script>");

        var answer = download("a-1");
        var file = fetched(answer);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("cache-control")).hasValue("no-store");
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).isEqualTo("<script>alert(1)</script>");
        assertThat(file.headers().firstValue("content-type")).hasValue("application/octet-stream");
        assertThat(file.headers().firstValue("content-disposition"))
                .hasValue("attachment; filename=\"a-1.html\"; filename*=UTF-8''a-1.html");
    }

    @Test
    void isThereOnlyForAMoment() {
        sent("a-1", "hello");

        var location = download("a-1").header("location").orElseThrow();

        assertThat(location).contains("X-Amz-Expires=60&");
        assertThat(fetched(location.replace("X-Amz-Expires=60", "X-Amz-Expires=600")).statusCode()).isEqualTo(403);
    }

    @Test
    void isAConflictUntilItIsUploaded() {
        var file = desk.given.file("a-1", "a-1.html");
        desk.given.reply(desk.given.openOf(contact), "Hello", file);

        var refused = download("a-1");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(problem(refused)).isEqualTo("conflict");
        desk.given.stored(contact, file, "hello");
        assertThat(download("a-1").status()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a-2", "A-1", "%20", "01ARZ3NDEKTSV4RRFFQ69G5FAV",
            "01ARZ3NDEKTSV4RRFFQ69G5FAV-01ARZ3NDEKTSV4RRFFQ69G5FAV-0", "..%2F..%2Fw2"})
    void isNotThereUnderAnotherId(String id) {
        sent("a-1", "hello");

        var answer = download(id);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(problem(answer)).isEqualTo("not-found");
    }

    @Test
    void isNotThereWhenItLiesWithTheNetwork() {
        var elsewhere = new Attachment("a-1", Optional.empty(), "image/*", 0, Optional.empty(),
                Optional.of("https://network.example.com/1"));
        desk.given.reply(desk.given.openOf(contact), "Hello", elsewhere);

        assertThat(download("a-1").status()).isEqualTo(404);
    }

    @Test
    void isOfItsContactAndWorkspace() {
        sent("a-1", "hello");
        var other = desk.given.contact();
        var foreign = desk.as("admin", "w2");

        assertThat(desk.get(path(other) + "/attachments/a-1").status()).isEqualTo(404);
        assertThat(desk.get(path(other) + url(0).substring(path(contact).length())).status()).isEqualTo(404);
        assertThat(foreign.call("GET", path(contact) + "/attachments/a-1").status()).isEqualTo(404);
        assertThat(foreign.call("GET", url(0)).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            role,      status
            admin,     303
            agent,     303
            connector, 403
            """)
    void isForPeople(String role, int status) {
        sent("a-1", "hello");

        assertThat(desk.as(role, "w1").call("GET", path(contact) + "/attachments/a-1").status()).isEqualTo(status);
    }

    /// Senders number their files as they like: the id is the newest file's, and the URL beside a message always its own.
    @Test
    void isFoundWhereItsMessageSaysAlsoWhenAnotherHasItsId() {
        sent("a-1", "old");
        sent("a-1", "new");

        assertThat(fetched(download("a-1")).body()).isEqualTo("new");
        assertThat(fetched(desk.get(url(0))).body()).isEqualTo("new");
        assertThat(fetched(desk.get(url(1))).body()).isEqualTo("old");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/1", "photo 1.jpg", "ä%", "a+b", "\u65e5\u672c", "?x=1#y"})
    void isFoundByAnyIdThatASenderChose(String id) {
        sent(id, "hello");

        var encoded = URLEncoder.encode(id, UTF_8).replace("+", "%20");

        assertThat(download(encoded).status()).isEqualTo(303);
        assertThat(desk.get(url(0)).status()).isEqualTo(303);
    }

    @Test
    void costsTwoRoundTripsByItsUrlAndThreeByItsId() {
        sent("a-1", "hello");
        var url = url(0);
        download("a-1");

        assertThat(desk.bill(() -> desk.get(url)).roundTrips()).isEqualTo(2);
        assertThat(desk.bill(() -> download("a-1")).roundTrips()).isEqualTo(3);
    }

    private void sent(String id, String content) {
        var file = desk.given.file(id, "a-1.html");
        desk.given.reply(desk.given.openOf(contact), "Hello", file);
        desk.given.stored(contact, file, content);
    }

    private Answer download(String id) {
        return desk.get(path(contact) + "/attachments/" + id);
    }

    /// What the history shows as the URL of the file of its message at this place.
    private String url(int message) {
        return desk.get(path(contact) + "/history").at("/items/" + message + "/attachments/0/url").orElseThrow();
    }

    private HttpResponse<String> fetched(Answer answer) {
        return fetched(answer.header("location").orElseThrow());
    }

    private HttpResponse<String> fetched(String location) {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(location)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
