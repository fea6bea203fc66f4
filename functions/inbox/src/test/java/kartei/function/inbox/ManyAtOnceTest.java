package kartei.function.inbox;

import static kartei.function.inbox.InboxDesk.contactId;
import static kartei.function.inbox.InboxDesk.conversationId;
import static kartei.function.inbox.InboxDesk.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.storage.TableCheck;
import kartei.testkit.Fault;
import kartei.testkit.KarteiTable;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.TestTable;

@DisplayName("Messages at the same moment")
class ManyAtOnceTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final InboxDesk desk;

    ManyAtOnceTest(TestTable table) {
        desk = new InboxDesk(table);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /// The other one is taken between this one's read and its write, so that both saw nobody.
    @Test
    void ofOneStrangerMakeOneContact() {
        var other = new ArrayList<Answer>();
        desk.faults.on("TransactWriteItems")
                .call(2)
                .inject(new Fault.Rival(() -> other.add(desk.send(Letter.from("1784", "m-2")))));

        var one = desk.send(Letter.from("1784", "m-1"));

        assertThat(other).hasSize(1);
        assertThat(one.status()).isEqualTo(201);
        assertThat(contactId(one)).isEqualTo(contactId(other.getFirst()));
        assertThat(conversationId(one)).isEqualTo(conversationId(other.getFirst()));
        assertThat(one.at("/contactCreated")).hasValue("false");
        assertThat(texts(desk.messages(one), "/items", "/id")).hasSize(2);
    }

    /// It is resolved after the contact was read, which still names it, and before it is read itself.
    @Test
    void asTheirConversationIsResolvedBeginAnother() {
        desk.status(desk.send(Letter.from("1784", "m-1")), "resolved");
        var open = new ArrayList<Answer>();
        desk.faults.on(call -> call.operation().equals("BatchGetItem") && call.body().contains("C~A"))
                .call(1)
                .inject(new Fault.Rival(() -> open.add(desk.send(Letter.from("1784", "m-2")))));
        desk.faults.on("GetItem").call(1).inject(new Fault.Rival(() -> desk.status(open.getFirst(), "resolved")));

        var one = desk.send(Letter.from("1784", "m-3"));

        assertThat(one.status()).isEqualTo(201);
        assertThat(one.at("/conversationCreated")).hasValue("true");
        assertThat(conversationId(one)).isNotEqualTo(conversationId(open.getFirst()));
    }

    @Test
    void ofManyStrangersOnANewChannelAreAllTaken() {
        var answers = together(IntStream.range(0, 16)
                .<Callable<Answer>>mapToObj(i -> () -> untilTaken(Letter.from("sender-" + i % 4, "m-" + i)))
                .toList());

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 201));
        assertThat(answers.stream().map(InboxDesk::contactId).distinct()).hasSize(4);
        assertThat(desk.queue("", "/id")).hasSize(4);
        assertThat(desk.all("/v1/channels")).hasSize(1);
    }

    @Test
    void thatAreTheSameMessageMakeOne() {
        var answers = together(Collections.nCopies(8, () -> untilTaken(Letter.from("1784", "m-1"))));

        assertThat(answers.stream().map(Answer::status).filter(status -> status == 201)).hasSize(1);
        assertThat(answers.stream().map(answer -> answer.at("/messageId")).distinct()).hasSize(1);
        assertThat(texts(desk.messages(answers.getFirst()), "/items", "/id")).hasSize(1);
    }

    /// Fifty for one contact, in any order of sending, while transactions get into each other's way: each answer is 201, or 503
    /// and the client sends again.
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.8})
    void ofOneContactAreEachTakenOnceThoughTransactionsConflict(double conflicts) {
        var first = desk.send(Letter.from("1784", "m-first").named("Jo"));
        desk.faults.on("TransactWriteItems").withProbability(conflicts).inject(new Fault.Conflict());
        var statuses = Collections.synchronizedList(new ArrayList<Integer>());
        var letters = IntStream.range(0, 50)
                .mapToObj(i -> Letter.from("1784", "m-" + i)
                        .named(i % 7 == 0 ? "Joe" : "Jo")
                        .sentAt("2026-11-22T08:%02d:00.000Z".formatted(i * 37 % 60)))
                .toList();

        together(letters.stream().<Callable<Answer>>map(letter -> () -> untilTaken(letter, statuses)).toList());

        assertThat(statuses).allMatch(status -> status == 201 || status == 503);
        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(50);
        desk.faults.clear();
        var messages = desk.all("/v1/conversations/" + conversationId(first) + "/messages?limit=20");
        assertThat(messages).hasSize(51);
        assertThat(desk.queue("", "/waitingSince")).containsExactly("2026-11-22T08:00:00.000Z");
    }

    private Answer untilTaken(Letter letter) {
        return untilTaken(letter, new ArrayList<>());
    }

    private Answer untilTaken(Letter letter, List<Integer> statuses) {
        while (true) {
            var answer = desk.send(letter);
            statuses.add(answer.status());
            if (answer.status() != 503) {
                return answer;
            }
        }
    }

    private static List<Answer> together(List<? extends Callable<Answer>> tasks) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var started = tasks.stream().map(threads::submit).toList();
            var answers = new ArrayList<Answer>();
            for (var task : started) {
                answers.add(task.get());
            }
            return answers;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
