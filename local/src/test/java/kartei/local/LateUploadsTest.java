package kartei.local;

import static kartei.local.ErasedPeople.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.storage.TableCheck;
import kartei.testkit.Fault;
import kartei.testkit.Faults;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

/// S47: whoever was given an upload URL may use it as long as it holds, whatever was erased meanwhile.
@DisplayName("S47: an erasure during which files come in")
class LateUploadsTest {
    private static final int CALLS_MAX = 400;

    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final House house;
    private final ErasedPeople people;

    LateUploadsTest(TestTable table) {
        house = new House(table);
        people = new ErasedPeople(house, table);
    }

    @AfterEach
    void close() {
        people.close();
    }

    @Test
    @DisplayName("leaves no file, at whichever of the calls of its job it is put")
    void leavesNoFile() {
        var late = new AtomicInteger();
        for (int call = 1; call <= CALLS_MAX; call += Faults.EVERY) {
            var answer = people.writesWithPicture("jo-" + call);
            var contact = text(answer, "/contactId");
            var ends = Instant.parse(text(answer, "/uploads/0/expiresAt"));
            var erasure = people.erased(contact);
            house.faults.clear();
            var met = new AtomicBoolean();
            house.faults.onAny().call(call).inject(new Fault.Rival(() -> {
                house.faults.clear();
                met.set(true);
                if (house.clock.instant().isBefore(ends)) {
                    people.put(text(answer, "/uploads/0/url"), "image/png", "abc");
                    late.incrementAndGet();
                }
            }));
            house.jobs.run();
            house.faults.clear();

            assertThat(people.entry(erasure).at("/state").asString()).as("at call " + call).isEqualTo("erased");
            assertThat(people.objectsWith("att/w1/" + contact)).as("at call " + call).isEmpty();
            if (!met.get()) {
                assertThat(call).as("calls of an erasure").isGreaterThan(40);
                assertThat(late.get()).as("files that came while the URL held").isPositive();
                return;
            }
        }
        throw new AssertionError("an erasure takes more calls than that");
    }
}
