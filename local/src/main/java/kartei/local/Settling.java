package kartei.local;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import kartei.local.states.Executions.Waiting;
import kartei.local.stream.StreamMapping;

/// Waits until nothing moves any more: no function runs, the stream was read and settled to its end, and no job can go on
/// before the clock moves.
public final class Settling {
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private final Activity activity;
    private final List<StreamMapping> mappings;
    private final Background background;
    private final Signal signal;

    public Settling(Activity activity, List<StreamMapping> mappings, Background background, Signal signal) {
        this.activity = activity;
        this.mappings = List.copyOf(mappings);
        this.background = background;
        this.signal = signal;
    }

    /// What was still busy when the time was over, empty when all has come to rest; and who waits for the clock.
    public record Outcome(List<String> busy, List<Waiting> waiting) {
        public boolean settled() {
            return busy.isEmpty();
        }
    }

    public Outcome within(Duration atMost) {
        var end = System.nanoTime() + atMost.toNanos();
        while (true) {
            var turns = turns();
            var since = System.nanoTime();
            var busy = busy(since, end);
            var waiting = background.waiting();
            if (busy.isEmpty() && turns() == turns) {
                return new Outcome(List.of(), waiting);
            }
            if (System.nanoTime() > end) {
                return new Outcome(busy.isEmpty() ? List.of("functions keep being called") : busy, waiting);
            }
        }
    }

    /// Moves when something begins or ends: what ended while the stream was looked at may have written after the look.
    private long turns() {
        return activity.turns() + background.turns();
    }

    /// Waits for a look at every shard that began after `since`; what is named was not done with before `end`.
    private List<String> busy(long since, long end) {
        signal.ring();
        var busy = named(since);
        while (!busy.isEmpty() && System.nanoTime() < end) {
            signal.await(signal.rings(), LOOK_EVERY);
            busy = named(since);
        }
        return busy;
    }

    private List<String> named(long since) {
        var functions = activity.running().stream().map(function -> function + " is running");
        var streams = mappings.stream()
                .filter(mapping -> !mapping.settledAfter(since))
                .map(mapping -> mapping.name() + " has not read the stream to its end");
        var soFar = Stream.concat(functions, streams).toList();
        return Stream.concat(soFar.stream(), background.busy().stream()).toList();
    }
}
