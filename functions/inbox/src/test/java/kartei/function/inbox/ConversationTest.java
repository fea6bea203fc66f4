package kartei.function.inbox;

import static kartei.function.inbox.InboxDesk.conversationId;
import static kartei.function.inbox.InboxDesk.pointers;
import static kartei.function.inbox.InboxDesk.problem;
import static kartei.function.inbox.InboxDesk.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.storage.TableCheck;
import kartei.testkit.Fault;
import kartei.testkit.KarteiTable;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.TestTable;

@DisplayName("A conversation")
class ConversationTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final InboxDesk desk;

    ConversationTest(TestTable table) {
        desk = new InboxDesk(table);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    static Stream<Arguments> fromAnyToAny() {
        return Stream.of("new", "pending", "resolved")
                .flatMap(from -> Stream.of("new", "pending", "resolved").map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("fromAnyToAny")
    void turnsFromAnyStatusToAny(String from, String to) {
        var taken = in(from);
        var before = desk.conversation(taken);
        desk.clock.advance(Duration.ofMinutes(5));

        var turned = desk.status(taken, to);

        assertThat(turned.status()).isEqualTo(200);
        assertThat(turned.at("/status")).hasValue(to);
        assertThat(turned.json().at("/waitingSince").isNull()).isEqualTo(!to.equals("new"));
        assertThat(turned.body().equals(before.body())).isEqualTo(from.equals(to));
        assertThat(desk.conversation(taken).body()).isEqualTo(turned.body());
        assertThat(desk.queue("?status=" + to, "/id")).containsExactly(conversationId(taken));
        assertThat(Stream.of("new", "pending", "resolved")
                .mapToInt(status -> desk.queue("?status=" + status, "/id").size())
                .sum()).isEqualTo(1);
    }

    /// What the identity remembers of the status is right: the next message costs no look at the contact, and joins or begins.
    @ParameterizedTest
    @MethodSource("fromAnyToAny")
    void takesTheNextMessageWhateverItsStatusWas(String from, String to) {
        var taken = in(from);
        desk.status(taken, to);

        var bill = desk.bill(() -> desk.send(Letter.from("1784", "m-2").sentAt("2026-11-22T09:30:00.000Z")));

        assertThat(bill.roundTrips()).isEqualTo(to.equals("resolved") ? 3 : 2);
        assertThat(desk.queue("?status=new", "/id")).hasSize(1);
        assertThat(desk.queue("?status=new", "/id").contains(conversationId(taken))).isEqualTo(!to.equals("resolved"));
    }

    @Test
    void cannotBeReopenedWhileAnotherOneIsOpen() {
        var first = in("resolved");
        var second = desk.send(Letter.from("1784", "m-2"));

        var refused = desk.status(first, "pending");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(problem(refused)).isEqualTo("conflict");
        desk.status(second, "resolved");
        assertThat(desk.status(first, "pending").status()).isEqualTo(200);
    }

    @Test
    void cannotBeReopenedWhileAMessageOpensAnother() {
        var first = in("resolved");
        desk.faults.clear();
        desk.faults.on("TransactWriteItems")
                .call(1)
                .inject(new Fault.Rival(() -> desk.send(Letter.from("1784", "m-2"))));

        assertThat(desk.status(first, "new").status()).isEqualTo(409);
        assertThat(desk.queue("", "/id")).hasSize(1).doesNotContain(conversationId(first));
    }

    @Test
    void isChangedOnlyAsItWasSeenWhenIfMatchSaysSo() {
        var taken = in("new");
        var tag = desk.conversation(taken).header("etag").orElseThrow();
        var path = "/v1/conversations/" + conversationId(taken) + "/status";
        desk.send(Letter.from("1784", "m-2"));

        var refused = desk.agent().header("if-match", tag).call("PUT", path, "{\"status\": \"resolved\"}");

        assertThat(refused.status()).isEqualTo(412);
        assertThat(desk.agent().header("if-match", "*").call("PUT", path, "{\"status\": \"resolved\"}").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', useHeadersInDisplayName = true, textBlock = """
            body                                           | pointer
            {}                                             | /status
            {"status": "open"}                             | /status
            {"status": null}                               | /status
            {"status": "resolved", "reason": 7}            | /reason
            {"status": "resolved", "because": "x"}         | /because
            """)
    void refusesAStatusThatIsNone(String body, String pointer) {
        var taken = in("new");

        var refused = desk.agent().call("PUT", "/v1/conversations/" + conversationId(taken) + "/status", body);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(pointers(refused)).containsExactly(pointer);
    }

    @Test
    void waitsForTheContactOnceItIsAnswered() {
        var taken = in("new");
        desk.clock.advance(Duration.ofMinutes(5));

        var sent = desk.reply(taken, "We are on it.");

        assertThat(sent.status()).isEqualTo(201);
        assertThat(sent.json().at("/uploads")).isEmpty();
        assertThat(desk.conversation(taken).at("/status")).hasValue("pending");
        assertThat(desk.conversation(taken).at("/lastMessageAt")).hasValue("2026-11-22T09:05:00.000Z");
        assertThat(desk.messages(taken).json().at("/items/0").toString()).isEqualTo("""
                {"id":"%s","direction":"out","text":"We are on it.","sentAt":"2026-11-22T09:05:00.000Z",\
                "by":{"id":"u-agent","name":"Ada"},"attachments":[]}""".formatted(sent.at("/messageId").orElseThrow()));
    }

    @Test
    void takesNoAnswerWhenItIsResolved() {
        var taken = in("resolved");

        var refused = desk.reply(taken, "One more thing");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(texts(desk.messages(taken), "/items", "/direction")).containsExactly("in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"text\": null}", "{\"text\": \"\"}", "{\"text\": 7}",
            "{\"text\": \"x\", \"to\": 1}", "{\"attachments\": []}", "{\"attachments\": [{\"id\": \"a\"}]}"})
    void refusesAnAnswerThatIsNone(String body) {
        assertThat(InboxDesk.reply(desk.agent(), in("new"), body).status()).isEqualTo(422);
    }

    @Test
    void showsItsMessagesNewestFirstInPages() {
        var taken = in("new");
        IntStream.range(0, 7).forEach(i -> desk.send(Letter.from("1784", "m-n" + i).message("text", "\"" + i + "\"")));

        var shown = desk.all("/v1/conversations/" + conversationId(taken) + "/messages?limit=3");

        assertThat(shown.stream().map(message -> message.at("/text").asString())).containsExactly("6", "5", "4", "3",
                "2", "1", "0", "Hello");
    }

    @Test
    void endsAPageOfLongMessagesBeforeItIsTooLargeForTheGateway() {
        var taken = in("new");
        var long64k = "\\u0001".repeat(60 * 1024);
        IntStream.range(0, 20)
                .forEach(i -> desk.send(Letter.from("1784", "m-n" + i).message("text", "\"" + long64k + "\"")));
        var path = "/v1/conversations/" + conversationId(taken) + "/messages?limit=200";

        assertThat(desk.get(path).body().length()).isLessThan(5 * 1024 * 1024);
        assertThat(desk.all(path)).hasSize(21);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "01ARZ3NDEKTSV4RRFFQ69G5FAV-x",
            "01ARZ3NDEKTSV4RRFFQ69G5FAV-01ARZ3NDEKTSV4RRFFQ69G5FAV", "a%2Fb", "%23-%23"})
    void isNotThereUnderAnyOtherId(String id) {
        in("new");
        var path = "/v1/conversations/" + id;

        assertThat(desk.get(path).status()).isEqualTo(404);
        assertThat(desk.get(path + "/messages").status()).isEqualTo(404);
        assertThat(desk.agent().call("POST", path + "/messages", "{\"text\": \"x\"}").status()).isEqualTo(404);
        assertThat(desk.agent().call("PUT", path + "/status", "{\"status\": \"new\"}").status()).isEqualTo(404);
    }

    @Test
    void isForPeopleOfItsWorkspace() {
        var path = "/v1/conversations/" + conversationId(in("new"));

        assertThat(desk.connector().call("GET", path).status()).isEqualTo(403);
        var foreign = desk.as("admin", "w2");
        assertThat(foreign.call("GET", path).status()).isEqualTo(404);
        assertThat(foreign.call("GET", path + "/messages").status()).isEqualTo(404);
        assertThat(foreign.call("POST", path + "/messages", "{\"text\": \"x\"}").status()).isEqualTo(404);
        assertThat(foreign.call("PUT", path + "/status", "{\"status\": \"new\"}").status()).isEqualTo(404);
    }

    /// A conversation in a status, one message old or answered.
    private Answer in(String status) {
        var taken = desk.send(Letter.from("1784", "m-1"));
        if (!status.equals("new")) {
            desk.status(taken, status);
        }
        return taken;
    }
}
