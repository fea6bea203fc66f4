package kartei.local;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import kartei.local.stream.StreamMapping;

/// Waits until nothing moves any more: no function runs, and the stream was read and settled to its end.
public final class Settling {
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private final Activity activity;
    private final List<StreamMapping> mappings;
    private final Signal signal;

    public Settling(Activity activity, List<StreamMapping> mappings, Signal signal) {
        this.activity = activity;
        this.mappings = List.copyOf(mappings);
        this.signal = signal;
    }

    /// What was still busy when the time was over; empty when all has come to rest.
    public record Outcome(List<String> busy) {
        public boolean settled() {
            return busy.isEmpty();
        }
    }

    public Outcome within(Duration atMost) {
        var end = System.nanoTime() + atMost.toNanos();
        while (true) {
            var since = System.nanoTime();
            var started = activity.started();
            var busy = busy(since, end);
            if (busy.isEmpty() && activity.started() == started) {
                return new Outcome(List.of());
            }
            if (System.nanoTime() > end) {
                return new Outcome(busy.isEmpty() ? List.of("functions keep being called") : busy);
            }
        }
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
        return Stream.concat(functions, streams).toList();
    }
}
