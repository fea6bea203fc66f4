package kartei.function.inbox;

import static kartei.function.inbox.InboxDesk.pointers;
import static kartei.function.inbox.InboxDesk.problem;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.TestTable;

@DisplayName("S26: channels")
class ChannelTest {
    private static final String META = "\"meta\": {\"appSecret\": \"s3cret\", \"verifyToken\": \"t0ken\"}";

    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final InboxDesk desk;

    ChannelTest(TestTable table) {
        desk = new InboxDesk(table);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void areMadeAndShownWithoutTheirSecrets() {
        var made = put("acme", "{\"medium\": \"instagram\", \"name\": \" Acme \", " + META + "}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("location")).hasValue("/v1/channels/acme");
        assertThat(made.body()).isEqualTo("""
                {"id":"acme","medium":"instagram","name":"Acme","meta":{"configured":true},"version":1}""");
        assertThat(desk.admin().call("GET", "/v1/channels").body()).isEqualTo("{\"items\":[" + made.body() + "]}");
        assertThat(desk.table().items().toString()).doesNotContain("s3cret", "t0ken");
    }

    @Test
    void keepTheirSecretsUntilTheseAreChangedOrTakenAway() {
        put("acme", "{\"medium\": \"instagram\", " + META + "}");

        assertThat(put("acme", "{\"medium\": \"instagram\", \"name\": \"Acme\"}").at("/meta/configured"))
                .hasValue("true");
        var without = put("acme", "{\"medium\": \"instagram\", \"meta\": null}");
        assertThat(without.at("/meta")).isEmpty();
        assertThat(without.at("/name")).hasValue("Acme");
    }

    @Test
    void changeNothingWhenNothingIsChanged() {
        var made = put("acme", "{\"medium\": \"instagram\", \"name\": \"Acme\"}");
        var same = put("acme", "{\"id\": \"acme\", \"medium\": \"instagram\", \"name\": \"Acme\"}");

        assertThat(same.status()).isEqualTo(200);
        assertThat(same.at("/version")).isEqualTo(made.at("/version"));
        assertThat(same.header("etag")).isEqualTo(made.header("etag"));
    }

    @Test
    void areNotMadeAnewWhenAMessageHasMadeThem() {
        desk.send(Letter.from("1784", "m-1"));

        assertThat(put("acme-ig", "{\"medium\": \"instagram\"}").status()).isEqualTo(200);
    }

    @Test
    void neverChangeTheirMedium() {
        put("acme", "{\"medium\": \"instagram\"}");

        var other = put("acme", "{\"medium\": \"x\"}");

        assertThat(other.status()).isEqualTo(409);
        assertThat(problem(other)).isEqualTo("conflict");
    }

    @Test
    void areKnownToTheNextMessageWhoeverMadeThem() {
        var other = desk.anotherCopy();
        desk.send(Letter.from("1784", "m-1"));
        other.as("admin", "w1").call("PUT", "/v1/channels/acme-ig", "{\"medium\": \"instagram\", \"name\": \"Acme\"}");

        var taken = desk.send(Letter.from("1784", "m-2"));

        assertThat(desk.conversation(taken).at("/channel/name")).hasValue("Acme");
    }

    @Test
    void areChangedOnlyAsTheyWereSeenWhenIfMatchSaysSo() {
        var made = put("acme", "{\"medium\": \"instagram\"}");
        var tag = made.header("etag").orElseThrow();

        var first = desk.admin()
                .header("if-match", tag)
                .call("PUT", "/v1/channels/acme", "{\"medium\": \"instagram\", \"name\": \"One\"}");
        var second = desk.admin()
                .header("if-match", tag)
                .call("PUT", "/v1/channels/acme", "{\"medium\": \"instagram\", \"name\": \"Two\"}");

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(412);
        assertThat(problem(second)).isEqualTo("stale");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%2Fb", "%23", "%E2%9D%A4", "a%20b", "..", "x"})
    void mayHaveAnyTextAsTheirId(String id) {
        assertThat(put(id, "{\"medium\": \"x\"}").status()).isEqualTo(201);
        assertThat(put(id, "{\"medium\": \"x\", \"name\": \"X\"}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', useHeadersInDisplayName = true, textBlock = """
            body                                                                   | pointer
            {}                                                                     | /medium
            {"medium": "fax"}                                                      | /medium
            {"medium": "x", "id": "another"}                                       | /id
            {"medium": "x", "name": ""}                                            | /name
            {"medium": "x", "name": 7}                                             | /name
            {"medium": "x", "meta": {}}                                            | /meta/appSecret
            {"medium": "x", "meta": {"appSecret": "", "verifyToken": "t"}}         | /meta/appSecret
            {"medium": "x", "meta": {"appSecret": "s", "verifyToken": "t", "a": 1}} | /meta/a
            {"medium": "x", "meta": "s"}                                           | /meta
            {"medium": "x", "secret": "s"}                                         | /secret
            """)
    void areRefusedWithThePlaceOfTheFault(String body, String pointer) {
        var refused = put("acme", body);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(pointers(refused)).contains(pointer);
    }

    @Test
    void areListedByIdInPages() {
        IntStream.range(0, 7).forEach(i -> put("c-" + (i * 3 % 7), "{\"medium\": \"x\"}"));

        var ids = desk.all("/v1/channels?limit=3").stream().map(channel -> channel.at("/id").asString()).toList();

        assertThat(ids).containsExactly("c-0", "c-1", "c-2", "c-3", "c-4", "c-5", "c-6");
    }

    @Test
    void areForAdminsOnly() {
        assertThat(desk.agent().call("GET", "/v1/channels").status()).isEqualTo(403);
        assertThat(desk.agent().call("PUT", "/v1/channels/acme", "{\"medium\": \"x\"}").status()).isEqualTo(403);
        assertThat(desk.connector().call("GET", "/v1/channels").status()).isEqualTo(403);
        assertThat(desk.all("/v1/channels")).isEmpty();
    }

    private Answer put(String id, String body) {
        return desk.admin().call("PUT", "/v1/channels/" + id, body);
    }
}
