package kartei.function.inbox;

import static kartei.function.inbox.InboxDesk.problem;
import static kartei.function.inbox.InboxDesk.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import kartei.storage.TableCheck;
import kartei.testkit.Fault;
import kartei.testkit.KarteiTable;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.Project;
import kartei.testkit.TestTable;

@DisplayName("Meta's webhooks")
class MetaHookTest {
    private static final String SECRET = "0a1b2c3d4e5f";
    private static final String HOOK = "/hooks/w1/our%20hook/meta";

    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final InboxDesk desk;

    MetaHookTest(TestTable table) {
        desk = new InboxDesk(table);
    }

    @BeforeEach
    void connect() {
        connect("our%20hook", "whatsapp");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private void connect(String channel, String medium) {
        var made = desk.admin().call("PUT", "/v1/channels/" + channel, """
                {"medium": "%s", "name": "Acme", "meta": {"appSecret": "%s", "verifyToken": "a long word"}}
                """.formatted(medium, SECRET));
        assertThat(made.status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            file                          | medium    | accepted | ignored | texts
            whatsapp-text.json            | whatsapp  | 1        | 0       | Guten Tag, wo bleibt meine Bestellung?
            whatsapp-image-and-status.json| whatsapp  | 1        | 1       | Voilà la facture
            messenger-text.json           | facebook  | 1        | 0       | Hello, is the store open today?
            instagram-two-messages.json   | instagram | 2        | 0       | null; Love the new collection ❤️
            """)
    void comeInWholeAndTwiceWithoutADouble(String file, String medium, int accepted, int ignored, String texts) {
        connect("acme", medium);
        var body = Project.text("events/inbox/meta/" + file);

        var first = signed("/hooks/w1/acme/meta", body);
        var again = signed("/hooks/w1/acme/meta", body);

        assertThat(first.body())
                .isEqualTo("{\"accepted\":%d,\"duplicates\":0,\"ignored\":%d}".formatted(accepted, ignored));
        assertThat(again.body())
                .isEqualTo("{\"accepted\":0,\"duplicates\":%d,\"ignored\":%d}".formatted(accepted, ignored));
        var conversation = desk.queue("?channel=acme", "/id");
        assertThat(conversation).hasSize(1);
        var messages = desk.get("/v1/conversations/" + conversation.getFirst() + "/messages");
        assertThat(String.join("; ",
                texts(messages, "/items", "/text").stream().map(text -> text.isEmpty() ? "null" : text).toList()))
                .isEqualTo(texts);
    }

    @Test
    @DisplayName("S14, S16: WhatsApp tells the profile name and the phone")
    void bringProfileAndFilesOfWhatsApp() {
        signed(HOOK, Project.text("events/inbox/meta/whatsapp-image-and-status.json"));

        var conversation = desk.get("/v1/conversations").json().at("/items/0");
        assertThat(conversation.at("/contact/displayName").asString()).isEqualTo("Aïcha 😀");
        assertThat(conversation.at("/waitingSince").asString()).isEqualTo("2025-11-22T09:01:00.000Z");
        var contact = desk.given.contact(conversation.at("/contact/id").asString());
        assertThat(contact.senderId()).isEqualTo("33612345678");
        assertThat(contact.networkUserId()).isEmpty();
        assertThat(contact.values()).containsOnlyKeys("whatsapp-profile-name", "whatsapp-phone");
        var messages = desk.get("/v1/conversations/" + conversation.at("/id").asString() + "/messages");
        assertThat(messages.json().at("/items/0/attachments").toString()).isEqualTo("""
                [{"id":"1003383421387256","name":null,"contentType":"image/jpeg","size":0,"state":"stored",\
                "reference":"1003383421387256"}]""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            mode        | token         | challenge | status
            subscribe   | a long word   | 1158201444 | 200
            subscribe   | a long word   | <b>x</b>  | 200
            subscribe   | another       | 1158201444 | 403
            subscribe   | ''            | 1158201444 | 403
            subscribe   | A long word   | 1158201444 | 403
            unsubscribe | a long word   | 1158201444 | 403
            ''          | a long word   | 1158201444 | 403
            subscribe   | a long word   |           | 403
            """)
    void shakeHandsWithTheVerifyToken(String mode, String token, String challenge, int status) {
        var query = "?hub.mode=" + mode + "&hub.verify_token=" + token.replace(" ", "%20")
                + (challenge == null ? "" : "&hub.challenge=" + challenge.replace("<", "%3C").replace(">", "%3E"));

        var answer = desk.nobody().call("GET", HOOK + query);

        assertThat(answer.status()).isEqualTo(status);
        if (status == 200) {
            assertThat(answer.body()).isEqualTo(challenge);
            assertThat(answer.header("content-type").orElseThrow()).startsWith("text/plain");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            hook                         | signed with  | header  | status
            /hooks/w1/our%20hook/meta    | 0a1b2c3d4e5f | sha256= | 200
            /hooks/w1/our%20hook/meta    | 0a1b2c3d4e5  | sha256= | 401
            /hooks/w1/our%20hook/meta    | 0a1b2c3d4e5f | sha1=   | 401
            /hooks/w1/our%20hook/meta    | 0a1b2c3d4e5f | sha256=0 | 401
            /hooks/w1/our%20hook/meta    | 0a1b2c3d4e5f | sha256=zz | 401
            /hooks/w2/our%20hook/meta    | 0a1b2c3d4e5f | sha256= | 401
            /hooks/no%23workspace/our%20hook/meta | 0a1b2c3d4e5f | sha256= | 401
            /hooks/w1/another/meta       | 0a1b2c3d4e5f | sha256= | 401
            /hooks/w1/without/meta       | 0a1b2c3d4e5f | sha256= | 401
            """)
    void areTakenUnderTheChannelsSignatureOnly(String hook, String secret, String header, int status) {
        desk.send(Letter.from("1784", "m-1").on("without", "instagram"));
        var before = desk.table().items().size();
        var body = Project.text("events/inbox/meta/whatsapp-text.json");

        var answer = desk.nobody()
                .header("X-Hub-Signature-256", header + signature(secret, body))
                .call("POST", hook, body);

        assertThat(answer.status()).isEqualTo(status);
        if (status == 401) {
            assertThat(problem(answer)).isEqualTo("unauthenticated");
            assertThat(desk.table().items()).hasSize(before);
        }
    }

    @Test
    void areRefusedWithoutASignatureAndWithOneOfOtherBytes() {
        var body = Project.text("events/inbox/meta/whatsapp-text.json");

        assertThat(desk.nobody().call("POST", HOOK, body).status()).isEqualTo(401);
        var spaced = desk.nobody()
                .header("x-hub-signature-256", "sha256=" + signature(SECRET, body))
                .call("POST", HOOK, body + " ");
        assertThat(spaced.status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', useHeadersInDisplayName = true, textBlock = """
            entry                                                                                                        | accepted | ignored
            {"messaging": [{"sender": {"id": "1"}, "message": {"mid": "m", "text": "x", "is_echo": true}}]}               | 0 | 1
            {"messaging": [{"sender": {"id": "1"}, "delivery": {"mids": ["m"]}}, {"sender": {"id": "1"}, "read": {}}]}     | 0 | 2
            {"messaging": [{"sender": {"id": "1"}, "message": {"mid": "m", "is_deleted": true}}]}                          | 0 | 1
            {"messaging": [{"message": {"mid": "m", "text": "x"}}, {"sender": {"id": "1"}, "message": {"text": "x"}}]}     | 0 | 2
            {"messaging": [{"sender": {"id": "1"}, "timestamp": "soon", "message": {"mid": "m", "text": "x", "new": {}}}]} | 1 | 0
            {"messaging": [{"sender": {"id": "1"}, "message": {"mid": "m", "attachments": [{"type": "fallback"}]}}]}       | 0 | 1
            {"standby": [{"sender": {"id": "1"}, "message": {"mid": "m", "text": "x"}}]}                                  | 0 | 1
            {"changes": [{"field": "feed", "value": {}}, {"field": "messages", "value": {"statuses": [{}, {}]}}]}         | 0 | 3
            {"changes": [{"field": "messages", "value": {"messages": [{"from": "1", "id": "m", "type": "reaction", "reaction": {"emoji": "x"}}]}}]} | 0 | 1
            {"changes": [{"field": "messages", "value": {"messages": [{"from": "1", "id": "m", "type": "button", "button": {"text": "Yes"}}]}}]} | 1 | 0
            {"changes": [{"field": "messages", "value": {"messages": [{"from": "1", "id": "m", "type": "interactive", "interactive": {"list_reply": {"id": "1", "title": "Yes"}}}]}}]} | 1 | 0
            {"changes": [{"field": "messages", "value": {"messages": [{"from": "1", "id": "m", "type": "location", "location": {"latitude": 52.5, "longitude": 13.4, "name": "Office"}}]}}]} | 1 | 0
            {"changes": [{"field": "messages", "value": {"messages": [{"from": "1", "id": "m", "type": "document", "document": {"id": "7", "filename": "a.pdf"}}]}}]} | 1 | 0
            {"changes": "messages", "messaging": {"sender": 1}}                                                          | 0 | 0
            """)
    void takeWhatIsAMessageAndIgnoreTheRest(String entry, int accepted, int ignored) {
        var answer = signed(HOOK, "{\"object\": \"any\", \"entry\": [" + entry + "]}");

        assertThat(answer.body())
                .isEqualTo("{\"accepted\":%d,\"duplicates\":0,\"ignored\":%d}".formatted(accepted, ignored));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            {"entry": [}               | 400
            {"entry": 1, "entry": 2}   | 400
            {}                         | 200
            """)
    void areStrictOnJsonAndLenientOnShape(String body, int status) {
        assertThat(signed(HOOK, body).status()).isEqualTo(status);
    }

    @Test
    void keepWhatWasTakenWhenOneCannotBeTakenAndMetaSendsAllAgain() {
        connect("acme", "facebook");
        var body = "{\"entry\": [{\"messaging\": [%s, %s]}]}".formatted(event("1", "m-1"), event("1", "m-2"));
        signed("/hooks/w1/acme/meta", "{\"entry\": [{\"messaging\": [%s]}]}".formatted(event("2", "m-0")));
        desk.faults.clear();
        for (int call = 2; call < 50; call++) {
            desk.faults.on("TransactWriteItems").call(call).inject(new Fault.Conflict());
        }

        var busy = signed("/hooks/w1/acme/meta", body);
        desk.faults.clear();
        var again = signed("/hooks/w1/acme/meta", body);

        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.header("retry-after")).isPresent();
        assertThat(again.body()).isEqualTo("{\"accepted\":1,\"duplicates\":1,\"ignored\":0}");
    }

    @Test
    void stopBeingTakenWhenTheSecretsChange() {
        var body = Project.text("events/inbox/meta/whatsapp-text.json");
        desk.admin().call("PUT", "/v1/channels/our%20hook", """
                {"medium": "whatsapp", "meta": {"appSecret": "another", "verifyToken": "word"}}""");

        assertThat(signed(HOOK, body).status()).isEqualTo(401);
    }

    private static String event(String sender, String id) {
        return "{\"sender\": {\"id\": \"%s\"}, \"message\": {\"mid\": \"%s\", \"text\": \"Hello\"}}".formatted(sender,
                id);
    }

    private Answer signed(String hook, String body) {
        return desk.nobody()
                .header("x-hub-signature-256", "sha256=" + signature(SECRET, body))
                .call("POST", hook, body);
    }

    static String signature(String secret, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
