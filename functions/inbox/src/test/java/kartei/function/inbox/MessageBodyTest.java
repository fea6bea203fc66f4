package kartei.function.inbox;

import static kartei.function.inbox.InboxDesk.pointers;
import static kartei.function.inbox.InboxDesk.problem;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

@DisplayName("The body of a message that comes in")
class MessageBodyTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final InboxDesk desk;

    MessageBodyTest(TestTable table) {
        desk = new InboxDesk(table);
    }

    @AfterEach
    void close() {
        desk.close();
        assertThat(desk.table().items()).as("a body that is refused leaves nothing")
                .noneMatch(item -> InboxDesk.partition(item).startsWith("CON"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', useHeadersInDisplayName = true, textBlock = """
            part    | member        | value                          | pointer
            channel | id            | ""                             | /channel/id
            channel | id            | null                           | /channel/id
            channel | id            | 7                              | /channel/id
            channel | id            | <257>                          | /channel/id
            channel | medium        | "fax"                          | /channel/medium
            channel | medium        | "Instagram"                    | /channel/medium
            channel | name          | " "                            | /channel/name
            channel | name          | <201>                          | /channel/name
            channel | color         | "red"                          | /channel/color
            sender  | id            | ""                             | /sender/id
            sender  | id            | <257>                          | /sender/id
            sender  | displayName   | <501>                          | /sender/displayName
            sender  | displayName   | {}                             | /sender/displayName
            sender  | handle        | <501>                          | /sender/handle
            sender  | pictureUrl    | <2049>                         | /sender/pictureUrl
            sender  | networkUserId | <257>                          | /sender/networkUserId
            sender  | metadata      | []                             | /sender/metadata
            sender  | metadata      | {"instagram-followers": 1200}  | /sender/metadata/instagram-followers
            sender  | metadata      | {"a/b": true}                  | /sender/metadata/a~1b
            sender  | metadata      | {"instagram-name": <4097>}     | /sender/metadata/instagram-name
            sender  | vip           | true                           | /sender/vip
            message | id            | null                           | /message/id
            message | id            | <257>                          | /message/id
            message | text          | null                           | /message/text
            message | text          | ""                             | /message/text
            message | text          | ["Hello"]                      | /message/text
            message | text          | <65537>                        | /message/text
            message | sentAt        | null                           | /message/sentAt
            message | sentAt        | "yesterday"                    | /message/sentAt
            message | sentAt        | "2026-11-22T09:00:00"          | /message/sentAt
            message | sentAt        | "1969-12-31T23:59:59Z"         | /message/sentAt
            message | sentAt        | 1795338000                     | /message/sentAt
            message | visibility    | "secret"                       | /message/visibility
            message | topics        | "billing"                      | /message/topics
            message | topics        | [""]                           | /message/topics/0
            message | topics        | ["a", <81>]                    | /message/topics/1
            message | topics        | [7]                            | /message/topics/0
            message | direction     | "out"                          | /message/direction
            message | attachments   | [{}]                           | /message/attachments/0/id
            message | attachments   | [{"id": "a", "contentType": "image/jpeg"}]                     | /message/attachments/0/size
            message | attachments   | [{"id": "a", "contentType": "image/jpeg", "size": 0}]          | /message/attachments/0/size
            message | attachments   | [{"id": "a", "contentType": "image/jpeg", "size": 26214401}]   | /message/attachments/0/size
            message | attachments   | [{"id": "a", "contentType": "image/jpeg", "size": 1.5}]        | /message/attachments/0/size
            message | attachments   | [{"id": "a", "contentType": "jpeg", "size": 1}]                | /message/attachments/0/contentType
            message | attachments   | [{"id": "a", "contentType": "image/jpeg\\r\\nx: y", "size": 1}] | /message/attachments/0/contentType
            message | attachments   | [{"id": "a", "contentType": "image/jpeg", "size": 1, "name": <256>}] | /message/attachments/0/name
            message | attachments   | [{"id": "a", "contentType": "image/jpeg", "size": 1, "url": "http://x"}] | /message/attachments/0/url
            message | attachments   | [{"id": "a", "contentType": "a/b", "size": 1}, {"id": "a", "contentType": "a/b", "size": 1}] | /message/attachments/1/id
            """)
    void isRefusedWithThePlaceOfItsFault(String part, String member, String value, String pointer) {
        var json = spelledOut(value);
        var letter = Letter.from("1784", "m-1");
        var refused = desk.send(switch (part) {
            case "channel" -> letter.channel(member, json);
            case "sender" -> letter.sender(member, json);
            default -> letter.message(member, json);
        });

        assertThat(refused.status()).isEqualTo(422);
        assertThat(problem(refused)).isEqualTo("invalid");
        assertThat(pointers(refused)).contains(pointer);
    }

    @Test
    void isRefusedWithAllItsFaultsAtOnce() {
        var refused = desk.connector().call("POST", "/v1/messages", """
                {"channel": {"medium": "fax"}, "message": {"id": "m-1", "text": 7, "sentAt": "now"}, "more": 1}
                """);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(pointers(refused)).containsExactlyInAnyOrder("/channel/id", "/channel/medium", "/sender",
                "/message/text", "/message/sentAt", "/more");
    }

    @Test
    void holdsAtMostTenAttachmentsFiftyTopicsAndFiftyMetadata() {
        var files = IntStream.range(0, 11)
                .mapToObj("{\"id\": \"a-%d\", \"contentType\": \"image/png\", \"size\": 1}"::formatted)
                .collect(Collectors.joining(", ", "[", "]"));
        var topics = IntStream.range(0, 51).mapToObj("\"t-%d\""::formatted).collect(Collectors.joining(", ", "[", "]"));
        var metadata = IntStream.range(0, 51)
                .mapToObj("\"k-%d\": \"v\""::formatted)
                .collect(Collectors.joining(", ", "{", "}"));

        var refused = desk.send(Letter.from("1784", "m-1")
                .message("attachments", files)
                .message("topics", topics)
                .sender("metadata", metadata));

        assertThat(pointers(refused)).containsExactlyInAnyOrder("/sender/metadata", "/message/topics",
                "/message/attachments");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            role      | scope                     | status
            connector | messages:write            | 403
            connector | contacts:write crm:write  | 403
            admin     | messages:write            | 403
            agent     | messages:write            | 403
            """)
    void isTakenFromAConnectorWithTheScopeOnly(String role, String scope, int status) {
        var caller = role.equals("connector") ? desk.nobody().asConnector("w1", scope.replace("messages:write", ""))
                : desk.as(role, "w1");

        var refused = caller.call("POST", "/v1/messages", Letter.from("1784", "m-1").json());

        assertThat(refused.status()).isEqualTo(status);
        assertThat(problem(refused)).isEqualTo("forbidden");
    }

    /// `<n>` stands for a text of n characters, as JSON.
    private static String spelledOut(String value) {
        var at = value.indexOf('<');
        if (at < 0) {
            return value;
        }
        var end = value.indexOf('>', at);
        var length = Integer.parseInt(value.substring(at + 1, end));
        return value.substring(0, at) + '"' + "x".repeat(length) + '"' + value.substring(end + 1);
    }
}
