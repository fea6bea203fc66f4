package kartei.function.contactexport;

import static kartei.function.contactexport.GivenTalks.noise;
import static kartei.function.contactexport.GivenTalks.noiseText;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.domain.Limits;
import kartei.domain.Medium;
import kartei.domain.channel.Channel;
import kartei.domain.contact.ContactId;
import kartei.storage.TableCheck;
import kartei.testkit.Fault;
import kartei.testkit.Faults;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

@DisplayName("An access bundle whose calls break")
class BrokenBundlesTest {
    private static final int CALLS_MAX = 400;
    private static final int LONG_TEXTS = 90;
    private static final Channel X1 = new Channel("acme-x", Medium.X, "Acme", Optional.empty(), 1);
    private static final Channel X2 = new Channel("acme-x2", Medium.X, "Acme 2", Optional.empty(), 1);

    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final ExportDesk desk;
    private final BundleDesk bundles;
    private final GivenTalks talks;

    BrokenBundlesTest(TestTable table) {
        desk = new ExportDesk(table);
        bundles = new BundleDesk(desk);
        talks = desk.talks("w1");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /// A person of two contacts, with a file that is there and one that is not.
    private ContactId person() {
        var jo = desk.given.contact(X1, Optional.of("77"), Map.of());
        var same = desk.given.contact(X2, Optional.of("77"), Map.of("email", "jo@example.com"));
        desk.given.value(same, "email", "jo2@example.com");
        var file = talks.announced("photo.jpg", 1_000);
        talks.uploads(jo, file, noise(1, 1_000));
        talks.resolves(talks.begins(jo, List.of("billing"), "Hello", file, talks.announced("no.jpg", 1)), "nice");
        talks.begins(same, List.of(), "Hello there");
        return jo;
    }

    /// What says nothing of when it was asked for and under which id.
    private static String content(BundleDesk.Zip zip) {
        return zip.text("data.json").replaceAll("\"(id\":\"access-bundle-|askedAt\":\")[^\"]*\"", "");
    }

    /// The bundle is whole and alone, however it came to be.
    private void isWhole(String id, String content, int call) {
        assertThat(bundles.state(id)).as("broken at call " + call).hasValue("ready");
        var zip = BundleDesk.Zip.of(bundles.file(id));
        assertThat(content(zip)).as("broken at call " + call).isEqualTo(content);
        assertThat(zip.text("index.html")).endsWith("</html>\n");
        assertThat(desk.objects().stream().filter(object -> object.contains(id.replace("access-bundle-", ""))))
                .as("broken at call " + call)
                .hasSize(1);
        assertThat(desk.beside(id)).as("broken at call " + call).containsExactly("BUNDLE");
        assertThat(desk.uploads()).as("broken at call " + call).isZero();
    }

    /// The job dies at each of its calls in turn, and another execution takes it up.
    @ParameterizedTest(name = "{0}")
    @MethodSource("kartei.function.contactexport.ExportDesk#crashes")
    void isTheSameAndLeavesNothingWhereverItDies(Fault crash) {
        var jo = person();
        var content = content(bundles.made(jo));
        for (int call = 1; call <= CALLS_MAX; call += Faults.EVERY) {
            var id = bundles.asked(jo);
            var died = desk.dieAt(desk.faults.onAny().call(call), crash);

            isWhole(id, content, call);
            if (!died) {
                assertThat(call).as("calls of a bundle").isGreaterThan(40);
                return;
            }
        }
        throw new AssertionError("a bundle takes more calls than that");
    }

    /// Several slices, objects that are copied and such that are joined: it dies at every so manieth call.
    @Test
    void isTheSameWhereverItDiesWhenItIsLarge() {
        var jo = large();
        var content = content(bundles.made(jo));
        var died = true;
        for (int call = 1; died; call += 7) {
            var id = bundles.asked(jo);
            died = desk.dieAt(desk.faults.onAny().call(call),
                    call % 2 == 0 ? new Fault.CrashBefore() : new Fault.CrashAfter());

            isWhole(id, content, call);
            assertThat(bundles.file(id).length).isGreaterThan(3 * Limits.UPLOAD_PART_BYTES_MIN);
        }
    }

    private ContactId large() {
        var jo = person();
        var file = talks.announced("large.jpg", 9_000_000);
        talks.uploads(jo, file, noise(2, 9_000_000));
        var conversation = talks.begins(jo, List.of(), "And a lot", file);
        for (int i = 0; i < LONG_TEXTS; i++) {
            talks.answers(conversation, noiseText(i, Limits.MESSAGE_TEXT_BYTES_MAX));
        }
        return jo;
    }

    /// The service did what was asked and its answer was lost, or it was never asked; the SDK asks again.
    @ParameterizedTest(name = "every {0}th answer")
    @ValueSource(ints = {3, 5, 7})
    void isMadeThroughAnswersThatAreLost(int nth) {
        var jo = person();
        var content = content(bundles.made(jo));
        desk.faults.loseEvery(nth);

        var id = bundles.asked(jo);
        desk.jobs.run();
        desk.faults.clear();

        isWhole(id, content, nth);
    }

    /// A slice that was thought dead puts its object down when another execution has made the bundle.
    @Test
    void isNotChangedByASliceThatComesLate() {
        var jo = person();
        var content = content(bundles.made(jo));
        var id = bundles.asked(jo);
        desk.faults.on("PUT").call(1).inject(desk.overtaken(id));

        desk.jobs.run();

        isWhole(id, content, 1);
    }

    @Test
    void isStartedOnceWhoeverOfTwoAttemptsWithOneKeyIsFaster() {
        var jo = person();
        Supplier<String> ask = () -> desk.admin()
                .header("idempotency-key", "k1")
                .call("POST", "/v1/contacts/" + jo.value() + "/access-bundle")
                .at("/id")
                .orElseThrow();
        var faster = new String[1];
        desk.faults.on("TransactWriteItems").call(1).inject(new Fault.Rival(() -> {
            desk.faults.clear();
            faster[0] = ask.get();
        }));

        assertThat(ask.get()).isEqualTo(faster[0]);
        assertThat(desk.jobs.active()).hasSize(1);
        desk.jobs.run();
    }
}
