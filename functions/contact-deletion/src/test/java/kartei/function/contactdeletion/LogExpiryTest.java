package kartei.function.contactdeletion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import kartei.testkit.Fault;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

/// The entries are written as they lie in the table; whether their other fields are right is no matter here.
@DisplayName("S50, S51: entries of the deletion log go after some days")
class LogExpiryTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable();

    private final PrivacyDesk desk;

    LogExpiryTest(TestTable table) {
        desk = new PrivacyDesk(table);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private List<String> log(String workspace) {
        return desk.items(workspace).keySet().stream().filter(key -> key.startsWith("DEL#")).toList();
    }

    @Test
    void goWithTheirReceiptsAfterTheDaysAndNotBefore() {
        desk.put("{\"logDays\": 30}");
        desk.given.erased("w1", true);
        desk.given.erased("w2", true);
        desk.after(Duration.ofDays(30));
        assertThat(log("w1")).hasSize(2);

        desk.after(Duration.ofMillis(1));
        assertThat(log("w1")).isEmpty();
        assertThat(log("w2")).hasSize(2);
    }

    @Test
    void stayAsLongAsTheErasureIsNotDone() {
        desk.put("{\"logDays\": 1}");
        var erasing = desk.given.erased("w1", false);
        desk.given.erased("w1", true);
        desk.after(Duration.ofDays(2));
        assertThat(log("w1")).containsExactly("DEL#w1 L#" + erasing);

        desk.given.receipt("w1", erasing);
        desk.after(Duration.ofMinutes(15));
        assertThat(log("w1")).isEmpty();
    }

    @Test
    void stayForEverUnlessSomebodySaysOtherwise() {
        desk.clearAfter(1);
        desk.given.erased("w1", true);
        desk.after(Duration.ofDays(10_000));

        assertThat(log("w1")).hasSize(2);
    }

    /// More than go together, some in between that stay, and newer ones.
    @Test
    void goHoweverManyThereAre() {
        desk.put("{\"logDays\": 1}");
        for (int i = 0; i < 130; i++) {
            desk.given.erased("w1", i % 10 != 0);
            desk.clock.advance(Duration.ofMillis(1));
        }
        desk.clock.advance(Duration.ofDays(1));
        desk.given.erased("w1", true);
        desk.after(Duration.ofSeconds(1));

        assertThat(log("w1")).hasSize(13 + 2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kartei.function.contactdeletion.PrivacyDesk#crashes")
    void goWhereverItDies(Fault crash) {
        desk.put("{\"logDays\": 1}");
        for (int call = 1; call <= 40; call++) {
            desk.given.erased("w1", true);
            var erasing = desk.given.erased("w1", false);
            desk.clock.advance(Duration.ofDays(2));
            var died = desk.diesAt(desk.faults.on("TransactWriteItems"), call, crash);

            assertThat(log("w1")).as("broken at write " + call).hasSize(call).contains("DEL#w1 L#" + erasing);
            if (!died) {
                return;
            }
        }
        throw new AssertionError("it takes more writes than that");
    }
}
