package kartei.function.contactedit;

import static kartei.function.contactedit.ContactDesk.etag;
import static kartei.function.contactedit.ContactDesk.problem;
import static kartei.function.contactedit.ContactDesk.shown;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.domain.attribute.Format;
import kartei.domain.contact.ContactId;
import kartei.storage.TableCheck;
import kartei.testkit.Fault;
import kartei.testkit.KarteiTable;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.SentCall;
import kartei.testkit.TestTable;

@DisplayName("Two who edit one contact")
class ConflictTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final ContactDesk desk;
    private final ContactId contact;

    ConflictTest(TestTable table) {
        desk = new ContactDesk(table);
        contact = desk.given.contact();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void bothSucceedOnTwoAttributes() {
        var knowing = desk.agent().header("if-match", etag(desk.get(contact)));

        assertThat(ContactDesk.edit(knowing, contact, "\"email\": \"jo@example.com\"").status()).isEqualTo(200);
        assertThat(ContactDesk.edit(knowing, contact, "\"firstName\": \"Jo\"").status()).isEqualTo(200);
        assertThat(ContactDesk.vip(knowing, contact, true).status()).isEqualTo(200);

        var tab = desk.get(contact);
        assertThat(shown(tab, "email", "/value")).hasValue("jo@example.com");
        assertThat(shown(tab, "firstName", "/value")).hasValue("Jo");
    }

    @Test
    void oneIsRefusedOnOneAttributeAlsoWhenTheOtherClearedIt() {
        desk.edit(contact, "\"email\": \"jo@example.com\"");
        var knowing = desk.agent().header("if-match", etag(desk.get(contact)));
        desk.edit(contact, "\"email\": null");

        var refused = ContactDesk.edit(knowing, contact, "\"firstName\": \"Jo\", \"email\": \"jo@example.org\"");

        assertThat(refused.status()).isEqualTo(412);
        assertThat(problem(refused)).isEqualTo("stale");
        assertThat(shown(desk.get(contact), "firstName", "/value")).isEmpty();
    }

    @Test
    void aTagThatIsNoneOfThisContactMatchesNothing() {
        for (var tag : List.of("\"99.0123456789abcdef\"", "\"x\"", "W/" + etag(desk.get(contact)))) {
            var refused = ContactDesk.edit(desk.agent().header("if-match", tag), contact, "\"firstName\": \"Jo\"");
            assertThat(refused.status()).as(tag).isEqualTo(412);
        }
        assertThat(ContactDesk.edit(desk.agent().header("if-match", "*"), contact, "\"firstName\": \"Jo\"").status())
                .isEqualTo(200);
    }

    /// The other is faster between the read and the write: the edit is decided anew on what the other left.
    @Test
    void anEditThatWasOvertakenOnAnotherAttributeGoesThroughInOneMoreTransaction() {
        var knowing = desk.agent().header("if-match", etag(desk.get(contact)));
        var rival = desk.anotherCopy().as("agent", "w1");
        rival.call("GET", ContactDesk.path(contact));
        desk.faults.clear();
        desk.faults.on("TransactWriteItems")
                .call(1)
                .inject(new Fault.Rival(() -> ContactDesk.edit(rival, contact, "\"firstName\": \"Jo\"")));

        var answer = ContactDesk.edit(knowing, contact, "\"lastName\": \"Doe\"");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(shown(answer, "lastName", "/value")).hasValue("Doe");
        assertThat(shown(answer, "firstName", "/value")).hasValue("Jo");
        assertThat(desk.faults.sent().stream().map(SentCall::operation)).containsExactlyInAnyOrder("BatchGetItem",
                "Query", "TransactWriteItems", "BatchGetItem", "Query", "TransactWriteItems", "TransactWriteItems");
    }

    @Test
    void anEditThatWasOvertakenOnItsAttributeIsRefusedOnlyWithIfMatch() {
        var knowing = desk.agent().header("if-match", etag(desk.get(contact)));
        var rival = desk.anotherCopy().as("agent", "w1");
        desk.faults.on("TransactWriteItems")
                .call(1)
                .inject(new Fault.Rival(() -> ContactDesk.edit(rival, contact, "\"email\": \"first@example.com\"")));

        var refused = ContactDesk.edit(knowing, contact, "\"email\": \"second@example.com\"");
        var unconditional = desk.edit(contact, "\"email\": \"third@example.com\"");

        assertThat(refused.status()).isEqualTo(412);
        assertThat(unconditional.status()).isEqualTo(200);
        assertThat(shown(unconditional, "email", "/value")).hasValue("third@example.com");
    }

    @Test
    void allSucceedAtTheSameMomentOnManyAttributes() throws Exception {
        var keys = IntStream.range(0, 8)
                .mapToObj(i -> desk.given.attribute("a" + i, Format.TEXT).key().value())
                .toList();
        var tag = etag(desk.get(contact));

        var answers = sideBySide(keys.stream()
                .<Callable<Answer>>map(key -> () -> untilNotBusy(() -> ContactDesk
                        .edit(desk.agent().header("if-match", tag), contact, "\"%s\": \"mine\"".formatted(key))))
                .toList());

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        var tab = desk.get(contact);
        assertThat(keys).allSatisfy(key -> assertThat(shown(tab, key, "/value")).hasValue("mine"));
        assertThat(keys).allSatisfy(key -> assertThat(desk.given.usage(key).contacts()).isEqualTo(1));
    }

    @Test
    void exactlyOneSucceedsAtTheSameMomentOnOneAttribute() throws Exception {
        var tag = etag(desk.get(contact));

        var answers = sideBySide(IntStream.range(0, 8)
                .<Callable<Answer>>mapToObj(
                        i -> () -> untilNotBusy(() -> ContactDesk.edit(desk.agent().header("if-match", tag), contact,
                                "\"email\": \"jo%d@example.com\"".formatted(i))))
                .toList());

        assertThat(answers.stream().map(Answer::status)).containsOnlyOnce(200).contains(412).hasSize(8);
        assertThat(answers.stream().map(Answer::status).filter(status -> status == 412)).hasSize(7);
        assertThat(desk.given.usage("email").contacts()).isEqualTo(1);
    }

    /// An attribute is deleted while this copy of the function decides by what it knows: no value comes after the deletion.
    @Test
    void noValueComesOfAnAttributeThatIsDeletedMeanwhile() {
        desk.given.attribute("tier", Format.TEXT);
        desk.get(contact);
        desk.faults.on("TransactWriteItems").call(1).inject(new Fault.Rival(() -> desk.given.deleted("tier")));

        var refused = desk.edit(contact, "\"tier\": \"Gold\", \"email\": \"jo@example.com\"");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(ContactDesk.texts(refused, "/errors", "/pointer")).containsExactly("/values/tier");
        assertThat(shown(desk.get(contact), "email", "/value")).isEmpty();
    }

    @Test
    void noValueComesOfAnOptionThatIsRemovedMeanwhile() {
        var tier = desk.given.attribute("tier", Format.TEXT, "Gold", "Silver", "Bronze");
        desk.get(contact);
        desk.faults.on("TransactWriteItems")
                .call(1)
                .inject(new Fault.Rival(() -> desk.given.withoutOption("tier", tier.options().getFirst())));

        assertThat(desk.edit(contact, "\"tier\": \"Gold\"").status()).isEqualTo(422);
        assertThat(desk.edit(contact, "\"tier\": \"Silver\"").status()).isEqualTo(200);
    }

    private static Answer untilNotBusy(Callable<Answer> call) throws Exception {
        var answer = call.call();
        while (answer.status() == 503) {
            assertThat(answer.header("retry-after")).isPresent();
            answer = call.call();
        }
        return answer;
    }

    private static List<Answer> sideBySide(List<Callable<Answer>> calls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Answer>();
            for (var started : threads.invokeAll(calls)) {
                answers.add(started.get());
            }
            return answers;
        }
    }
}
