package kartei.function.contactexport;

import static kartei.function.contactexport.ExportDesk.path;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import kartei.domain.Medium;
import kartei.domain.channel.Channel;
import kartei.domain.contact.ContactId;
import kartei.testkit.Fault;
import kartei.testkit.Faults;
import kartei.testkit.KarteiTable;
import kartei.testkit.SimulatedCrash;
import kartei.testkit.TestTable;

@DisplayName("S47: a contact that is erased while an export is made")
class ErasedMeanwhileTest {
    private static final int CALLS_MAX = 400;
    private static final Channel OTHER = new Channel("acme-fb", Medium.FACEBOOK, "Acme", Optional.empty(), 1);
    private static final String IDS = ", \"format\": \"csv\", \"columns\": [\"contactId\", \"displayName\"]";

    @RegisterExtension
    static final KarteiTable TABLE = Erasing.tables();

    private final ExportDesk desk;
    private final Erasing erasing;

    ErasedMeanwhileTest(TestTable table) {
        desk = new ExportDesk(table);
        erasing = new Erasing(desk);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /// Two of them in one shard, where the one who is to be erased will be too.
    private List<String> others() {
        return Stream.of(0, 0, 5).map(shard -> desk.given.contactOfShard(shard, Map.of()).value()).sorted().toList();
    }

    private ContactId victim() {
        return desk.given.contactOfShard(0, Map.of());
    }

    private Optional<String> state(String id) {
        return desk.get(path(id)).at("/state");
    }

    /// The file has exactly these, and is what is said of it.
    private void isWhole(String id, List<String> contacts, String when) {
        assertThat(state(id)).as(when).hasValue("ready");
        var file = desk.file(id);
        assertThat(
                new String(file, StandardCharsets.UTF_8).lines().skip(1).map(line -> line.split(",", -1)[0]).sorted())
                .as(when)
                .containsExactlyElementsOf(contacts);
        assertThat(desk.get(path(id)).at("/rows")).as(when).hasValue(Integer.toString(contacts.size()));
        assertThat(desk.get(path(id)).at("/sha256")).as(when).hasValue(sha256(file));
    }

    private static String sha256(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private void isOver(ContactId gone, Instant unknown, String when) {
        assertThat(erasing.holds(gone, unknown)).as(when).isFalse();
        assertThat(erasing.objectsWith(gone.value())).as(when).isEmpty();
        assertThat(desk.uploads()).as(when).isZero();
    }

    /// R3: erased at each call of an export in turn. A file that was ready before is withdrawn, every other leaves it out.
    @Test
    void isInNoFileWhateverCallItIsErasedAt() {
        var others = others();
        var withdrawn = 0;
        for (int call = 1; call <= CALLS_MAX; call += Faults.EVERY) {
            var when = "erased at call " + call;
            var gone = victim();
            var id = desk.started(IDS);
            var unknown = new AtomicReference<>(Instant.MAX);
            var wasReady = new AtomicBoolean();
            desk.faults.onAny().call(call).inject(new Fault.Rival(() -> {
                erasing.erase(gone);
                unknown.set(desk.clock.instant());
                wasReady.set(state(id).equals(Optional.of("ready")));
                erasing.holdsWhatIsThere(gone, unknown.get());
            }));
            desk.jobs.run();
            var fired = desk.faults.fired();
            desk.faults.clear();
            if (fired == 0) {
                assertThat(call).as("calls of an export").isGreaterThan(40);
                assertThat(withdrawn).as("erased when the file was ready").isPositive();
                return;
            }
            erasing.holdsWhatIsThere(gone, unknown.get());
            withdrawn += wasReady.get() ? 1 : 0;
            hasNoFileOf(gone, id, wasReady.get() ? List.of() : others, when);
            isOver(gone, unknown.get(), when);
            desk.admin().call("DELETE", path(id));
            desk.jobs.run();
            assertThat(desk.objects()).as(when).isEmpty();
        }
        throw new AssertionError("an export takes more calls than that");
    }

    /// The file has exactly these; where it has none, it was withdrawn.
    private void hasNoFileOf(ContactId gone, String id, List<String> contacts, String when) {
        if (contacts.isEmpty()) {
            assertThat(erasing.withdraw(gone)).as(when).isPositive();
            assertThat(state(id)).as(when).hasValue("withdrawn");
            assertThat(desk.get(path(id) + "/file").status()).as(when).isEqualTo(404);
        } else {
            isWhole(id, contacts, when);
            assertThat(erasing.withdraw(gone)).as(when).isZero();
        }
        desk.jobs.run();
    }

    /// The job dies at each call of its end in turn, while it writes parts anew and after it.
    @ParameterizedTest(name = "{0}")
    @MethodSource("kartei.function.contactexport.ExportDesk#crashes")
    void isLeftOutWhereverTheEndDies(Fault crash) {
        var others = others();
        for (int call = 1; call <= CALLS_MAX; call += Faults.EVERY) {
            var when = "broken at call " + call;
            var gone = victim();
            var id = desk.started(IDS);
            erasing.slicedAndLost(id);
            erasing.erase(gone);
            var unknown = desk.clock.instant();
            var died = desk.dieAt(desk.faults.onAny().call(call), crash);

            isWhole(id, others, when);
            assertThat(erasing.withdraw(gone)).as(when).isZero();
            isOver(gone, unknown, when);
            assertThat(desk.files()).as(when).hasSize(2);
            assertThat(desk.objects()).as(when + ": file, schema, two lists").hasSize(4);
            desk.admin().call("DELETE", path(id));
            desk.jobs.run();
            assertThat(desk.objects()).as(when).isEmpty();
            if (!died) {
                assertThat(call).as("calls of an end").isGreaterThan(25);
                return;
            }
        }
        throw new AssertionError("an end takes more calls than that");
    }

    /// One execution puts the file together of parts that another one is writing anew; that one dies, and the first goes on.
    @Test
    void isInNoFileThatWasMadeOfEarlierParts() {
        var others = others();
        var gone = victim();
        var id = desk.started(IDS);
        erasing.slicedAndLost(id);
        erasing.puttingTheFile().call(1).inject(new Fault.Rival(() -> {
            desk.faults.clear();
            erasing.erase(gone);
            desk.loseExecutions();
            // Its lease is the first transaction, the part written anew the second.
            desk.faults.on("TransactWriteItems").call(2).inject(new Fault.CrashAfter());
            try {
                desk.moreJobs().run();
            } catch (SimulatedCrash dead) {
                desk.faults.clear();
            }
        }));
        desk.jobs.run();
        desk.faults.clear();
        desk.loseExecutions();
        desk.jobs.run();

        isWhole(id, others, "made of earlier parts");
        isOver(gone, desk.clock.instant(), "made of earlier parts");
    }

    /// Its rows come late, when another execution has made the file without it.
    @Test
    void isWaitedForUntilRowsThatComeLateAreClearedAway() {
        var others = others();
        var gone = victim();
        var id = desk.started(IDS);
        var unknown = desk.clock.instant();
        desk.faults.on("PUT").call(1).inject(new Fault.Rival(() -> {
            desk.faults.clear();
            erasing.erase(gone);
            ((Fault.Rival) desk.overtaken(id)).rival().run();
        }));
        desk.jobs.run(desk.jobs.active().getFirst(), "slow", Optional.empty());

        isWhole(id, others, "overtaken");
        assertThat(erasing.objectsWith(gone.value())).as("rows that came late").isNotEmpty();
        assertThat(erasing.holds(gone, unknown)).isTrue();
        desk.jobs.run();
        isOver(gone, unknown, "cleared");
        isWhole(id, others, "cleared");
    }

    @Test
    void isLeftOutThoughTheIndexStillShowsIt() {
        var others = others();
        var gone = victim();
        erasing.eraseBehindTheIndex(gone);
        var id = desk.started(IDS);
        erasing.sliced(id);

        assertThat(erasing.objectsWith(gone.value())).isEmpty();
        desk.loseExecutions();
        desk.jobs.run();
        isWhole(id, others, "behind the index");
    }

    /// An export that takes longer than an erased contact is among the late ones finds it in the log.
    @Test
    void isLeftOutByTheLogAlone() {
        var others = others();
        var gone = victim();
        var id = desk.started(IDS);
        erasing.slicedAndLost(id);
        erasing.erase(gone);
        erasing.forgetLately(gone);

        desk.jobs.run();

        isWhole(id, others, "by the log");
    }

    /// Others are erased again and again, the last time when the file is about to be ready; it is put together once.
    @Test
    void makesNoDifferenceToAFileThatItIsNotIn() {
        var strangers = Stream.generate(() -> desk.given.contact(OTHER, Optional.empty(), Map.of())).limit(4).toList();
        var next = strangers.iterator();
        var others = others();
        var id = desk.started(IDS + ", \"channels\": [\"acme-ig\"]");
        erasing.slicedAndLost(id);
        erasing.puttingTheFile().call(2).inject(new Fault.CrashBefore());
        desk.faults.on(call -> call.operation().equals("PUT") && call.path().contains("schema.json"))
                .first(strangers.size())
                .inject(new Fault.Rival(() -> erasing.erase(next.next())));

        desk.jobs.run();

        assertThat(desk.faults.fired()).as("erasures of others, and no second file").isEqualTo(strangers.size());
        desk.faults.clear();
        isWhole(id, others, "others were erased");
        assertThat(desk.files()).hasSize(2);
    }
}
