package kartei.function.contactedit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import kartei.domain.attribute.Format;
import kartei.domain.contact.ContactId;
import kartei.storage.TableCheck;
import kartei.testkit.Fault;
import kartei.testkit.KarteiTable;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.SimulatedCrash;
import kartei.testkit.TestTable;

/// Each call that an edit makes is broken in each way, one after the other, until there is none left to break; then the
/// caller asks again, and everything is as if nothing had been.
@DisplayName("An edit whose calls break")
class BrokenCallsTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final ContactDesk desk;

    BrokenCallsTest(TestTable table) {
        desk = new ContactDesk(table);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /// `inARow`: so many that the SDK gives up, or one that it repeats by itself. A process dies once.
    static Stream<Arguments> faults() {
        var passing = Stream
                .of(new Fault.NeverSent(), new Fault.AnswerLost(), new Fault.Throttled(), new Fault.Conflict())
                .flatMap(fault -> Stream.of(Arguments.of(fault, 1), Arguments.of(fault, 20)));
        return Stream.concat(passing,
                Stream.of(new Fault.CrashBefore(), new Fault.CrashAfter()).map(fault -> Arguments.of(fault, 1)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void changesValuesOnceAndCountsThemOnce(Fault fault, int inARow) {
        desk.given.attribute("tier", Format.TEXT, "Gold", "Silver");
        int contacts = 0;
        for (int call = 1; breaks(fault, call, inARow,
                contact -> desk.edit(contact, "\"tier\": \"Gold\", \"email\": \"jo@example.com\"")); call++) {
            contacts = call;
            assertThat(desk.given.usage("tier").contacts()).isEqualTo(contacts);
            assertThat(desk.given.usage("tier").byOption()).containsValue((long) contacts);
        }
        assertThat(contacts).isPositive();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void marksVipOnce(Fault fault, int inARow) {
        int contacts = 0;
        for (int call = 1; breaks(fault, call, inARow, contact -> desk.vip(contact, true)); call++) {
            contacts = call;
            assertThat(desk.all("/v1/contacts?group=vip")).hasSize(contacts);
        }
        assertThat(contacts).isPositive();
    }

    /// Whether the edit of a new contact has a call of this number, which was then broken, with those after it as said.
    private boolean breaks(Fault fault, int call, int inARow, Function<ContactId, Answer> edit) {
        var contact = desk.given.contact();
        for (int broken = 0; broken < inARow; broken++) {
            desk.faults.onAny().call(call + broken).inject(fault);
        }
        var answered = attempted(() -> edit.apply(contact));
        var fired = desk.faults.fired() > 0;
        desk.faults.clear();
        assertThat(answered).isIn(fault instanceof Fault.Throttled ? List.of(200, 503) : List.of(200, 500, 503));
        var again = edit.apply(contact);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.at("/version")).hasValue("3");
        assertThat(desk.get(contact).body()).isEqualTo(again.body());
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
