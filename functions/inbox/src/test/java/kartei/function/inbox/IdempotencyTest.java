package kartei.function.inbox;

import static kartei.function.inbox.InboxDesk.problem;
import static kartei.function.inbox.InboxDesk.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.storage.TableCheck;
import kartei.testkit.Fault;
import kartei.testkit.FunctionCalls;
import kartei.testkit.KarteiTable;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.TestTable;

@DisplayName("A POST under an Idempotency-Key")
class IdempotencyTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final InboxDesk desk;

    IdempotencyTest(TestTable table) {
        desk = new InboxDesk(table);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void isAnsweredAsTheFirstTime() {
        var first = send("k-1", Letter.from("1784", "m-1"));
        desk.clock.advance(Duration.ofHours(23));

        var again = send("k-1", Letter.from("1784", "m-1"));

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("idempotent-replayed")).hasValue("true");
        assertThat(again.header("location")).isEqualTo(first.header("location"));
    }

    @Test
    void isAnsweredAsADuplicateWhenItWasOne() {
        desk.send(Letter.from("1784", "m-1"));
        var first = send("k-1", Letter.from("1784", "m-1"));

        var again = send("k-1", Letter.from("1784", "m-1"));

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("idempotent-replayed")).isEmpty();
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("idempotent-replayed")).hasValue("true");
    }

    @Test
    void isRefusedWithAnotherBody() {
        send("k-1", Letter.from("1784", "m-1"));

        var other = send("k-1", Letter.from("1784", "m-2"));

        assertThat(other.status()).isEqualTo(422);
        assertThat(problem(other)).isEqualTo("idempotency-mismatch");
    }

    @Test
    void isTheSameHoweverItsBodyIsWritten() {
        var taken = desk.send(Letter.from("1784", "m-1"));
        var first = InboxDesk.reply(keyed("k-1"), taken, "{\"text\": \"Hi\", \"attachments\": []}");
        var again = InboxDesk.reply(keyed("k-1"), taken, "{ \"attachments\":[],\"text\":\"\\u0048i\" }");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.at("/messageId")).isEqualTo(first.at("/messageId"));
    }

    @Test
    void isForgottenAfterADay() {
        var taken = desk.send(Letter.from("1784", "m-1"));
        InboxDesk.reply(keyed("k-1"), taken, "{\"text\": \"Hi\"}");
        desk.clock.advance(Duration.ofHours(24));

        var later = InboxDesk.reply(keyed("k-1"), taken, "{\"text\": \"Hi\"}");

        assertThat(later.status()).isEqualTo(201);
        assertThat(later.header("idempotent-replayed")).isEmpty();
        assertThat(texts(desk.messages(taken), "/items", "/text")).containsExactly("Hi", "Hi", "Hello");
    }

    @Test
    void isItsCallersOwnAndItsRoutesOwn() {
        var one = desk.send(Letter.from("1784", "m-1"));
        var other = desk.send(Letter.from("1785", "m-2"));
        InboxDesk.reply(keyed("k-1"), one, "{\"text\": \"Hi\"}");

        assertThat(InboxDesk.reply(keyed("k-1"), other, "{\"text\": \"Hi\"}").header("idempotent-replayed")).isEmpty();
        var admin = desk.admin().header("idempotency-key", "k-1");
        assertThat(InboxDesk.reply(admin, one, "{\"text\": \"Hi\"}").header("idempotent-replayed")).isEmpty();
    }

    @Test
    void isDoneOnceWhenItIsSentTwiceAtTheSameMoment() {
        var taken = desk.send(Letter.from("1784", "m-1"));
        desk.faults.clear();
        desk.faults.on("TransactWriteItems")
                .call(1)
                .inject(new Fault.Rival(() -> InboxDesk.reply(keyed("k-1"), taken, "{\"text\": \"Hi\"}")));

        var one = InboxDesk.reply(keyed("k-1"), taken, "{\"text\": \"Hi\"}");

        assertThat(one.status()).isEqualTo(201);
        assertThat(one.header("idempotent-replayed")).hasValue("true");
        assertThat(texts(desk.messages(taken), "/items", "/text")).containsExactly("Hi", "Hello");
    }

    /// The file of a message that came before is still missing: whoever was slower must not hear that nothing is.
    @Test
    void isToldWhatIsMissingThoughItIsSentTwiceAtTheSameMoment() {
        var letter = Letter.from("1784", "m-1").file("a-1", "image/jpeg", 5);
        desk.send(letter);
        desk.faults.clear();
        desk.faults.on("TransactWriteItems").call(1).inject(new Fault.Rival(() -> send("k-1", letter)));

        var one = send("k-1", letter);

        assertThat(one.status()).isEqualTo(200);
        assertThat(one.header("idempotent-replayed")).hasValue("true");
        assertThat(texts(one, "/uploads", "/attachmentId")).containsExactly("a-1");
    }

    @Test
    void isRefusedWithAnotherBodyThoughBothAreSentAtTheSameMoment() {
        desk.send(Letter.from("1784", "m-1"));
        desk.faults.clear();
        desk.faults.on("TransactWriteItems")
                .call(1)
                .inject(new Fault.Rival(() -> send("k-1", Letter.from("1784", "m-2"))));

        var one = send("k-1", Letter.from("1784", "m-1"));

        assertThat(problem(one)).isEqualTo("idempotency-mismatch");
    }

    private Answer send(String key, Letter letter) {
        return desk.connector().header("idempotency-key", key).call("POST", "/v1/messages", letter.json());
    }

    private FunctionCalls keyed(String key) {
        return desk.agent().header("idempotency-key", key);
    }
}
