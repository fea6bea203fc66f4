package kartei.function.inbox;

import static kartei.function.inbox.InboxDesk.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import kartei.storage.TableCheck;
import kartei.testkit.Fault;
import kartei.testkit.KarteiTable;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.SimulatedCrash;
import kartei.testkit.TestTable;

/// Each call that a request makes is broken in each way, one after the other, until there is none left to break; then the
/// caller asks again, and everything is as if nothing had been.
@DisplayName("What comes in while calls break")
class BrokenCallsTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final InboxDesk desk;

    BrokenCallsTest(TestTable table) {
        desk = new InboxDesk(table);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    static Stream<Fault> faults() {
        return Stream.of(new Fault.NeverSent(), new Fault.AnswerLost(), new Fault.Throttled(), new Fault.Conflict(),
                new Fault.CrashBefore(), new Fault.CrashAfter());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aStrangersFirstMessageIsTakenOnce(Fault fault) {
        int call = 1;
        while (brokenAt(call, fault,
                Letter.from("sender-" + call, "m-" + call).named("Jo").file("a-1", "image/jpeg", 5))) {
            call++;
        }
        assertThat(call).isGreaterThan(1);
        assertThat(desk.queue("", "/id")).hasSize(call);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aKnownSendersMessageIsTakenOnce(Fault fault) {
        var first = desk.send(Letter.from("1784", "m-0").named("Jo"));
        int call = 1;
        while (brokenAt(call, fault,
                Letter.from("1784", "m-" + call)
                        .named(call % 2 == 0 ? "Jo" : "Joe")
                        .sender("metadata", "{\"instagram-followers\": \"" + call + "\"}"))) {
            call++;
        }
        assertThat(call).isGreaterThan(1);
        assertThat(texts(desk.messages(first), "/items", "/id")).hasSize(call + 1);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void anAnswerIsWrittenOnceUnderItsKey(Fault fault) {
        var taken = desk.send(Letter.from("1784", "m-0"));
        int call = 1;
        while (brokenAnswerAt(call, fault, taken)) {
            call++;
        }
        assertThat(call).isGreaterThan(1);
        assertThat(texts(desk.messages(taken), "/items", "/id")).hasSize(call + 1);
        assertThat(desk.conversation(taken).at("/status")).hasValue("pending");
    }

    /// Longer than the SDK repeats a call.
    @Test
    void isBusyWhileTheTableHasNoCapacityLeft() {
        var letter = Letter.from("1784", "m-1");
        desk.faults.on("TransactWriteItems").always().inject(new Fault.Throttled());

        var busy = desk.send(letter);
        desk.faults.clear();

        assertThat(busy.status()).isEqualTo(503);
        assertThat(desk.send(letter).status()).isEqualTo(201);
    }

    private boolean brokenAt(int call, Fault fault, Letter letter) {
        var broken = broken(call, fault, () -> desk.send(letter));
        var again = desk.send(letter);
        assertThat(again.status()).isIn(200, 201);
        assertThat(desk.send(letter).at("/messageId")).isEqualTo(again.at("/messageId"));
        return broken;
    }

    private boolean brokenAnswerAt(int call, Fault fault, Answer taken) {
        Supplier<Answer> reply = () -> InboxDesk.reply(desk.agent().header("idempotency-key", "k-" + call), taken,
                "{\"text\": \"Answer " + call + "\"}");
        var broken = broken(call, fault, reply);
        var again = reply.get();
        assertThat(again.status()).isEqualTo(201);
        var third = reply.get();
        assertThat(third.at("/messageId")).isEqualTo(again.at("/messageId"));
        assertThat(third.header("idempotent-replayed")).hasValue("true");
        return broken;
    }

    /// Whether the action has a call of this number, which was then broken.
    private boolean broken(int call, Fault fault, Supplier<Answer> action) {
        desk.faults.onAny().call(call).inject(fault);
        var status = attempted(action);
        assertThat(status).isIn(200, 201, 500, 503);
        var fired = desk.faults.fired() > 0;
        desk.faults.clear();
        return fired;
    }

    private static int attempted(Supplier<Answer> attempt) {
        try {
            return attempt.get().status();
        } catch (SimulatedCrash died) {
            return 500;
        }
    }
}
