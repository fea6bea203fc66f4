package kartei.function.contactexport;

import static kartei.function.contactexport.BundleDesk.path;
import static kartei.function.contactexport.GivenTalks.noise;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.api.Ground;
import kartei.domain.Medium;
import kartei.domain.WorkspaceId;
import kartei.domain.channel.Channel;
import kartei.domain.contact.ContactId;
import kartei.domain.job.JobId;
import kartei.storage.Bundles;
import kartei.storage.TableCheck;
import kartei.testkit.Fault;
import kartei.testkit.Faults;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

@DisplayName("An access bundle of somebody who is erased")
class WithdrawnBundlesTest {
    private static final int CALLS_MAX = 400;
    private static final WorkspaceId WS = new WorkspaceId("w1");
    private static final Channel X1 = new Channel("acme-x", Medium.X, "Acme", Optional.empty(), 1);
    private static final Channel X2 = new Channel("acme-x2", Medium.X, "Acme 2", Optional.empty(), 1);

    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final ExportDesk desk;
    private final BundleDesk bundles;
    private final GivenTalks talks;
    private final Bundles stored;
    private int ulids;

    WithdrawnBundlesTest(TestTable table) {
        desk = new ExportDesk(table);
        bundles = new BundleDesk(desk);
        talks = desk.talks("w1");
        stored = new Bundles(Ground.tableOf(desk.unwatched()));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /// Two contacts of one person, one of them with a file.
    private List<ContactId> person() {
        var jo = desk.given.contact(X1, Optional.of("77"), Map.of());
        var same = desk.given.contact(X2, Optional.of("77"), Map.of("email", "jo@example.com"));
        var file = talks.announced("photo.jpg", 1_000);
        talks.uploads(same, file, noise(1, 1_000));
        talks.begins(same, List.of(), "Hello there", file);
        return List.of(jo, same);
    }

    private static JobId id(String text) {
        return JobId.of(text).orElseThrow();
    }

    private boolean withdraw(String id) {
        return stored.withdraw(WS, id(id), "01KB3W%020d".formatted(++ulids), desk.clock.instant());
    }

    private List<String> objectsOf(String id) {
        return desk.objects().stream().filter(object -> object.contains(id.replace("access-bundle-", ""))).toList();
    }

    @Test
    void isFoundByEachOfItsContactsUntilNothingOfItIsLeft() {
        var person = person();
        var other = desk.given.contact(Map.of());
        var ready = bundles.asked(person.getFirst());
        desk.jobs.run();
        var running = bundles.asked(person.getLast());
        var foreign = bundles.asked(other);

        for (var contact : person) {
            assertThat(stored.holding(WS, contact, desk.clock.instant())).containsExactlyInAnyOrder(id(ready),
                    id(running));
        }
        assertThat(stored.holding(WS, other, desk.clock.instant())).containsExactly(id(foreign));
        assertThat(stored.holding(new WorkspaceId("w2"), other, desk.clock.instant())).isEmpty();
        withdraw(ready);
        assertThat(stored.holding(WS, person.getFirst(), desk.clock.instant())).contains(id(ready));
        withdraw(running);
        desk.jobs.run();
        assertThat(stored.holding(WS, person.getFirst(), desk.clock.instant())).isEmpty();
        assertThat(stored.holding(WS, other, desk.clock.instant())).containsExactly(id(foreign));
    }

    @Test
    void isNotGivenOutAnyMoreWhenItHasBeenWithdrawn() {
        var id = bundles.asked(person().getFirst());
        desk.jobs.run();
        var link = desk.get(path(id) + "/file").header("location").orElseThrow();

        assertThat(withdraw(id)).isTrue();

        assertThat(bundles.state(id)).hasValue("withdrawn");
        assertThat(desk.get(path(id)).at("/reason")).hasValue("it held a contact that has been erased");
        assertThat(desk.get(path(id) + "/file").status()).isEqualTo(404);
        assertThat(withdraw(id)).as("a second time").isFalse();
        desk.jobs.run();
        assertThat(desk.fetched(link).statusCode()).isEqualTo(404);
        assertThat(objectsOf(id)).isEmpty();
        assertThat(desk.beside(id)).containsExactly("BUNDLE");
    }

    @Test
    void isWithdrawnAlsoWhenItsTimeIsOver() {
        var person = person();
        var id = bundles.asked(person.getFirst());
        desk.jobs.run();
        desk.clock.advance(Duration.ofHours(30));

        assertThat(stored.holding(WS, person.getLast(), desk.clock.instant())).containsExactly(id(id));
        assertThat(withdraw(id)).isTrue();
        desk.jobs.run();

        assertThat(objectsOf(id)).isEmpty();
    }

    /// It is withdrawn before each call of its job in turn: whatever was under way, nothing of it stays.
    @Test
    void leavesNothingWheneverItIsWithdrawn() {
        var jo = person().getFirst();
        for (int call = 1; call <= CALLS_MAX; call += Faults.EVERY) {
            var id = bundles.asked(jo);
            desk.faults.onAny().call(call).inject(new Fault.Rival(() -> {
                desk.faults.clear();
                withdraw(id);
            }));
            desk.jobs.run();
            var met = desk.faults.fired() == 0 && bundles.state(id).filter("withdrawn"::equals).isPresent();
            desk.faults.clear();
            withdraw(id);
            desk.jobs.run();

            assertThat(bundles.state(id)).as("withdrawn at call " + call).hasValue("withdrawn");
            assertThat(objectsOf(id)).as("withdrawn at call " + call).isEmpty();
            assertThat(desk.beside(id)).as("withdrawn at call " + call).containsExactly("BUNDLE");
            assertThat(desk.uploads()).as("withdrawn at call " + call).isZero();
            if (!met) {
                assertThat(call).as("calls of a bundle").isGreaterThan(40);
                return;
            }
        }
        throw new AssertionError("a bundle takes more calls than that");
    }

    /// A contact of it dies before each call of its job in turn, and nobody withdraws anything: it is never ready after that.
    @Test
    void neverBecomesReadyWhenAContactOfItDied() {
        var person = person();
        var alreadyReady = 0;
        for (int call = 1; call <= CALLS_MAX; call += Faults.EVERY) {
            var id = bundles.asked(person.getFirst());
            var states = new ArrayList<Optional<String>>();
            var revivals = new ArrayList<Runnable>();
            desk.faults.onAny().call(call).inject(new Fault.Rival(() -> {
                desk.faults.clear();
                states.add(bundles.state(id));
                revivals.add(talks.dies(person.getLast()));
            }));
            runThroughFailures();
            desk.faults.clear();
            revivals.forEach(Runnable::run);
            if (states.isEmpty()) {
                assertThat(alreadyReady).as("calls after it was ready").isGreaterThan(3 / Faults.EVERY);
                assertThat(call - alreadyReady).as("calls before").isGreaterThan(35);
                return;
            }
            if (states.getFirst().filter("ready"::equals).isPresent()) {
                alreadyReady++;
                assertThat(bundles.state(id)).hasValue("ready");
            } else {
                assertThat(bundles.state(id)).as("died at call " + call).hasValue("withdrawn");
                assertThat(objectsOf(id)).as("died at call " + call).isEmpty();
                assertThat(desk.get(path(id) + "/file").status()).isEqualTo(404);
            }
        }
        throw new AssertionError("a bundle takes more calls than that");
    }

    /// A slice that meets a contact that just went fails, and another execution takes the job up.
    private void runThroughFailures() {
        try {
            desk.jobs.run();
        } catch (IllegalStateException wentWhileItWasRead) {
            desk.loseExecutions();
            desk.jobs.run();
        }
    }

    @Test
    void isNotBegunWhenAContactDiesAsItIsAskedFor() {
        var person = person();
        var revivals = new ArrayList<Runnable>();
        desk.faults.on("TransactWriteItems").call(1).inject(new Fault.Rival(() -> {
            desk.faults.clear();
            revivals.add(talks.dies(person.getFirst()));
        }));

        var answer = bundles.ask(person.getFirst());

        assertThat(answer.status()).isEqualTo(404);
        assertThat(desk.jobs.active()).isEmpty();
        revivals.forEach(Runnable::run);
    }

    @Test
    void failsForGoodWhenItCouldNotBeMadeInTime() {
        var id = bundles.asked(person().getFirst());
        desk.clock.advance(Duration.ofHours(20));

        desk.jobs.run();

        assertThat(bundles.state(id)).hasValue("failed");
        assertThat(desk.get(path(id)).at("/reason")).hasValue("it could not be made within 20 hours");
        assertThat(desk.get(path(id) + "/file").status()).isEqualTo(404);
        assertThat(objectsOf(id)).isEmpty();
    }
}
