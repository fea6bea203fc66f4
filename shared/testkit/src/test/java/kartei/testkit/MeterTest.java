package kartei.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MeterTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable();

    private final Watched on;

    MeterTest(TestTable table) {
        this.on = Watched.on(table);
    }

    @AfterEach
    void close() {
        on.dynamo().close();
    }

    @Test
    void countsCallsInSequenceAsRoundTrips() {
        var bill = on.meter().measure(() -> {
            on.get("a");
            on.get("b");
        });

        assertThat(bill.roundTrips()).isEqualTo(2);
        assertThat(bill.operations()).containsExactly("GetItem", "GetItem");
    }

    @Test
    void countsCallsSideBySideAsOneRoundTrip() {
        var bill = on.meter().measure(() -> {
            sideBySide(() -> on.get("a"), () -> on.get("b"), () -> on.get("c"));
            on.get("d");
        });

        assertThat(bill.roundTrips()).isEqualTo(2);
        assertThat(bill.calls()).hasSize(4);
    }

    @Test
    void countsTheLongestChainOfStrandsThatRunSideBySide() {
        var bill = on.meter().measure(() -> sideBySide(() -> {
            on.get("a");
            on.get("b");
            on.get("c");
        }, () -> {
            on.get("d");
            on.get("e");
        }));

        assertThat(bill.roundTrips()).isEqualTo(3);
    }

    @Test
    void countsACallOfTheActorBesideAForkedOneAsOneRoundTrip() {
        var bill = on.meter().measure(() -> {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var forked = threads.submit(() -> on.get("a"));
                busyFor(200);
                on.get("b");
                join(forked);
            }
        });

        assertThat(bill.roundTrips()).isEqualTo(1);
    }

    @Test
    void countsNothingOutsideOfAMeasuredAction() {
        on.get("a");

        assertThat(on.meter().measure(() -> {}).calls()).isEmpty();
    }

    private static void sideBySide(Runnable... strands) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List.of(strands).stream().map(threads::submit).toList().forEach(MeterTest::join);
        }
    }

    private static void join(Future<?> strand) {
        try {
            strand.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }

    private static void busyFor(int milliseconds) {
        var end = System.nanoTime() + milliseconds * 1_000_000L;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
