package kartei.function.contactdeletion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.domain.contact.ContactId;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.ConversationStatus;
import kartei.storage.TableCheck;
import kartei.testkit.Fault;
import kartei.testkit.Faults;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

@DisplayName("S47: contacts that are cleared while calls break and others are at work")
class BrokenAutoClearTest {
    private static final int CALLS_MAX = 200;

    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final PrivacyDesk desk;
    private final GivenResting given;

    BrokenAutoClearTest(TestTable table) {
        desk = new PrivacyDesk(table);
        given = desk.given;
    }

    @BeforeEach
    void attributes() {
        given.attribute("tier", "Gold", "Tin");
        given.matching("email");
        desk.clearAfter(1);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /// Somebody with two conversations, both resolved an hour ago or longer.
    private ContactId resting() {
        var id = given.contact();
        given.value(id, "email", "jo@example.com");
        given.resolve(id);
        given.message(id);
        given.value(id, "tier", "Gold");
        given.value(id, "tier", "Tin");
        given.resolve(id);
        desk.clock.advance(Duration.ofHours(1));
        return id;
    }

    private void isCleared(ContactId id, String broken) {
        assertThat(given.values(id)).as(broken).isZero();
        assertThat(given.changes(id)).as(broken).hasSize(6).allMatch(change -> change.endsWith(" - -"));
        assertThat(given.rests(id)).as(broken).isFalse();
        assertThat(given.usage("tier").contacts()).as(broken).isZero();
        assertThat(given.usage("email").contacts()).as(broken).isZero();
    }

    /// The sweeper or the job dies at each of its writes in turn, and others take it up: what it read before is lost with it.
    @ParameterizedTest(name = "{0}")
    @MethodSource("kartei.function.contactdeletion.PrivacyDesk#crashes")
    void areClearedOnceWhereverItDies(Fault crash) {
        for (int call = 1; call <= CALLS_MAX; call += Faults.EVERY) {
            var id = resting();
            var died = desk.diesAt(desk.faults.on("TransactWriteItems"), call, crash);

            isCleared(id, "broken at call " + call);
            if (!died) {
                assertThat(call).as("writes").isGreaterThan(12);
                return;
            }
        }
        throw new AssertionError("it takes more calls than that");
    }

    @ParameterizedTest(name = "every {0}th answer")
    @ValueSource(ints = {2, 3, 5, 7})
    void areClearedOnceThoughAnswersAreLost(int nth) {
        var id = resting();
        desk.faults.loseEvery(nth);
        desk.sweep();
        desk.jobs.run();
        desk.faults.clear();

        isCleared(id, "every " + nth);
    }

    /// What somebody else does meanwhile.
    enum Rival {
        /// Nothing more goes from then on, and the rest when that conversation has been resolved for long enough.
        MESSAGE(true) {
            @Override
            void acts(GivenResting given, ContactId id, ConversationId last) {
                given.message(id);
            }
        },
        REOPENS(true) {
            @Override
            void acts(GivenResting given, ContactId id, ConversationId last) {
                given.turn(last, ConversationStatus.PENDING);
            }
        },
        /// Goes with the rest, or stays if it came behind it.
        EDITS(false) {
            @Override
            void acts(GivenResting given, ContactId id, ConversationId last) {
                given.value(id, "jobTitle", "Baker");
            }
        },
        FLAGS(false) {
            @Override
            void acts(GivenResting given, ContactId id, ConversationId last) {
                given.vip(id, !given.read(id).vip());
            }
        },
        RESOLVES_ANOTHER(false) {
            @Override
            void acts(GivenResting given, ContactId id, ConversationId last) {
                given.message(id);
                given.resolve(id);
            }
        };

        private final boolean opens;

        Rival(boolean opens) {
            this.opens = opens;
        }

        abstract void acts(GivenResting given, ContactId id, ConversationId last);
    }

    /// Before each call of the job that is about the contact.
    @ParameterizedTest
    @EnumSource(Rival.class)
    void areLeftSoundWhateverOthersDoMeanwhile(Rival rival) {
        for (int call = 1; call <= CALLS_MAX; call += Faults.EVERY) {
            var id = resting();
            var last = given.conversations(id).getLast();
            desk.sweep();
            var held = new int[1];
            desk.faults.clear();
            desk.faults.on(sent -> sent.body().contains(id.value())).call(call).inject(new Fault.Rival(() -> {
                rival.acts(given, id, last);
                held[0] = given.values(id);
            }));
            desk.jobs.run();
            var done = desk.faults.fired() == 0;
            desk.faults.clear();

            desk.isSound(rival + " at call " + call);
            if (rival.opens && !done) {
                assertThat(given.values(id)).as(rival + " at call " + call).isEqualTo(held[0]);
                given.resolve(id);
            }
            desk.afterHours(1);
            ends(id, rival + " at call " + call);
            if (done) {
                assertThat(call).as("calls").isGreaterThan(7);
                return;
            }
        }
        throw new AssertionError("it takes more calls than that");
    }

    /// Cleared, but for what was edited when that was done; then nothing of before it is left.
    private void ends(ContactId id, String broken) {
        assertThat(given.rests(id)).as(broken).isFalse();
        assertThat(given.read(id).valuesOf("email").bySource()).as(broken).isEmpty();
        assertThat(given.values(id)).as(broken).isLessThanOrEqualTo(1);
        assertThat(given.changes(id)).as(broken)
                .noneMatch(change -> change.contains("example.com") || change.contains(" tier - 0"));
        assertThat(given.changes(id).stream().filter(change -> !change.endsWith(" - -"))).as(broken)
                .hasSizeLessThanOrEqualTo(1);
        desk.isSound(broken);
    }

    /// The admin turns it off before each write: a contact may be cleared on, another one is not begun.
    @Test
    void nobodyElseIsClearedOnceItIsOff() {
        for (int call = 1; call <= CALLS_MAX; call += Faults.EVERY) {
            desk.clearAfter(1);
            var some = Map.of("a", resting(), "b", resting(), "c", resting()).values();
            desk.sweep();
            var held = new int[1];
            desk.faults.clear();
            desk.faults.on("TransactWriteItems").call(call).inject(new Fault.Rival(() -> {
                given.privacyOff();
                held[0] = (int) some.stream().filter(given::rests).count();
            }));
            desk.jobs.run();
            var done = desk.faults.fired() == 0;
            desk.faults.clear();

            assertThat((int) some.stream().filter(given::rests).count()).as("off at call " + call)
                    .isGreaterThanOrEqualTo(held[0] - 1);
            if (done) {
                return;
            }
        }
        throw new AssertionError("it takes more calls than that");
    }
}
