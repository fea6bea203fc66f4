package kartei.local;

import static kartei.local.ErasedPeople.path;
import static kartei.local.ErasedPeople.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.storage.TableCheck;
import kartei.testkit.Fault;
import kartei.testkit.Faults;
import kartei.testkit.KarteiTable;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.SimulatedCrash;
import kartei.testkit.TestTable;

/// S47 when calls break, or others are at work at the same moment: at every call of it, one after the other.
@DisplayName("S47: an erasure whose calls break")
class BrokenErasuresTest {
    private static final int CALLS_MAX = 400;

    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final House house;
    private final ErasedPeople people;

    BrokenErasuresTest(TestTable table) {
        house = new House(table);
        people = new ErasedPeople(house, table);
    }

    @AfterEach
    void close() {
        people.close();
    }

    static Stream<Fault> faults() {
        return Stream.of(new Fault.CrashBefore(), new Fault.CrashAfter(), new Fault.AnswerLost(), new Fault.Throttled(),
                new Fault.Conflict());
    }

    private void assertErased(String contact, String erasure, int call) {
        assertThat(people.entry(erasure).at("/state").asString()).as("broken at call " + call).isEqualTo("erased");
        assertThat(people.itemsWith(contact)).as("broken at call " + call).allMatch(ErasedPeople::mayStay);
        assertThat(people.objectsWith("att/w1/" + contact)).as("broken at call " + call).isEmpty();
        assertThat(people.get(path(contact)).status()).isEqualTo(404);
    }

    /// Runs the jobs; whoever holds one may die, then another execution takes it up. Whether somebody died.
    private boolean run() {
        try {
            house.jobs.run();
            return false;
        } catch (SimulatedCrash dead) {
            house.faults.clear();
            house.loseExecutions();
            house.jobs.run();
            return true;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    @DisplayName("ends the same, wherever its job breaks")
    void endsTheSame(Fault fault) {
        for (int call = 1; call <= CALLS_MAX; call += Faults.EVERY) {
            var contact = people.known("jo-" + call);
            var erasure = people.erased(contact);
            house.faults.clear();
            house.faults.onAny().call(call).inject(fault);
            var died = run();
            var isOver = !died && house.faults.sent().size() < call;
            house.faults.clear();
            assertErased(contact, erasure, call);
            if (isOver) {
                assertThat(call).as("calls of an erasure").isGreaterThan(40);
                return;
            }
        }
        throw new AssertionError("an erasure takes more calls than that");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    @DisplayName("is asked for once, wherever the request breaks")
    void isAskedForOnce(Fault fault) {
        for (int call = 1; call <= CALLS_MAX; call += Faults.EVERY) {
            var sender = "jo-" + call;
            var first = people.writesOnX("x-1", sender);
            var second = people.writesOnX("x-2", sender);
            var before = people.log("?limit=200").size();
            house.faults.clear();
            house.faults.onAny().call(call).inject(fault);
            var answer = asked(first, sender);
            var fired = house.faults.fired() > 0;
            house.faults.clear();
            if (answer.filter(done -> done.status() == 202).isEmpty()) {
                answer = asked(first, sender);
            }
            var erasure = text(answer.orElseThrow(), "/erasureId");
            assertThat(people.get(path(first)).status()).isEqualTo(404);
            assertThat(people.get(path(second)).status()).as("linked, at call " + call).isEqualTo(404);
            house.jobs.run();
            assertErased(first, erasure, call);
            assertThat(people.log("?limit=200")).hasSize(before + 2);
            if (!fired && answered(fault, call)) {
                return;
            }
        }
        throw new AssertionError("a request takes more calls than that");
    }

    /// A conflict is met by transactions only: others go by unbroken.
    private static boolean answered(Fault fault, int call) {
        return !(fault instanceof Fault.Conflict) || call > 20;
    }

    private Optional<Answer> asked(String contact, String key) {
        try {
            return Optional.of(house.call(caller -> caller.as("admin", "w1").header("Idempotency-Key", key), "POST",
                    path(contact) + "/erasure", "{\"hint\": \"Jo\", \"scope\": \"person\"}"));
        } catch (SimulatedCrash dead) {
            return Optional.empty();
        }
    }

    /// What somebody does who has seen the contact a moment ago.
    private Map<String, Consumer<String>> rivals() {
        return Map.of("message", this::writesAgain, "edit",
                contact -> people.admin("PATCH", path(contact) + "/attributes",
                        "{\"values\": {\"email\": \"late@example.com\"}}"),
                "vip", contact -> people.admin("PUT", path(contact) + "/vip", "{\"vip\": false}"), "erasure",
                contact -> people.erase(contact, "person"), "matching",
                _ -> people.admin("PUT", "/v1/settings/matching", "{\"attribute\": \"email\"}"), "group",
                _ -> people.admin("POST", "/v1/contact-groups",
                        "{\"name\": \"Bakers\", \"all\": [{\"attribute\": \"jobTitle\", \"op\": \"equals\", \"value\": \"Chef\"}]}"));
    }

    private void writesAgain(String contact) {
        people.writes("jo-" + calls);
    }

    private int calls;

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"message", "edit", "vip", "erasure", "matching", "group"})
    @DisplayName("ends the same, whatever somebody else does at any of the calls of its request")
    void meetsRivals(String what) {
        for (calls = 1; calls <= CALLS_MAX; calls += Faults.EVERY) {
            var contact = people.known("jo-" + calls);
            var before = people.log("?limit=200").size();
            var met = new AtomicBoolean();
            house.faults.clear();
            house.faults.onAny().call(calls).inject(new Fault.Rival(() -> {
                house.faults.clear();
                met.set(true);
                Optional.ofNullable(rivals().get(what)).orElseThrow().accept(contact);
            }));
            var answer = people.erase(contact, "contact");
            house.faults.clear();
            house.settle();
            assertThat(answer.status()).as("%s at call %d: %s", what, calls, answer.body()).isIn(202, 404);
            var log = people.log("?limit=200");
            assertThat(log).as("%s at call %d: %s", what, calls, answer.body()).hasSize(before + 1);
            assertErased(contact, log.getFirst().at("/erasureId").asString(), calls);
            if (!met.get()) {
                assertThat(calls).as("calls of a request").isGreaterThan(6);
                return;
            }
        }
        throw new AssertionError("a request takes more calls than that");
    }

    @Test
    @DisplayName("never touches the new contact of the same sender, who writes at any of the calls of its job")
    void leavesTheSuccessorAlone() {
        for (calls = 1; calls <= CALLS_MAX; calls += Faults.EVERY) {
            var contact = people.known("jo-" + calls);
            var erasure = people.erased(contact);
            var wrote = new AtomicReference<>("");
            house.faults.clear();
            house.faults.onAny().call(calls).inject(new Fault.Rival(() -> {
                house.faults.clear();
                wrote.set(people.writes("jo-" + calls));
            }));
            house.jobs.run();
            house.faults.clear();
            assertErased(contact, erasure, calls);
            if (wrote.get().isEmpty()) {
                assertThat(calls).isGreaterThan(40);
                return;
            }
            assertThat(people.get(path(wrote.get())).status()).as("at call " + calls).isEqualTo(200);
            assertThat(people.writes("jo-" + calls)).isEqualTo(wrote.get());
        }
        throw new AssertionError("an erasure takes more calls than that");
    }

    @Test
    @DisplayName("takes up who was erased twice at the same moment as one")
    void isOneOfTwo() {
        var contact = people.known("jo");
        house.faults.on("TransactWriteItems").call(1).inject(new Fault.Rival(() -> {
            house.faults.clear();
            people.erased(contact);
        }));

        assertThat(people.erase(contact, "contact").status()).isEqualTo(404);
        house.settle();
        assertThat(List.copyOf(people.log(""))).hasSize(1);
    }
}
