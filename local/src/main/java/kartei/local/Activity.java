package kartei.local;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which functions are running, and when one ran last, by the machine's clock.
public final class Activity {
    private final InstantSource machine;
    private final Signal signal;
    private final Map<String, Integer> running = new TreeMap<>();
    private long started;
    private Instant lastBusy = Instant.EPOCH;

    public Activity(InstantSource machine, Signal signal) {
        this.machine = machine;
        this.signal = signal;
    }

    public synchronized void begin(String function) {
        running.merge(function, 1, Integer::sum);
        started++;
        lastBusy = machine.instant();
    }

    public void end(String function) {
        synchronized (this) {
            running.computeIfPresent(function, (_, count) -> count == 1 ? null : count - 1);
            lastBusy = machine.instant();
        }
        signal.ring();
    }

    public synchronized List<String> running() {
        return List.copyOf(running.keySet());
    }

    /// How many invocations were begun since the start.
    public synchronized long started() {
        return started;
    }

    /// The machine's time at which a function was running last.
    public synchronized Instant lastBusy() {
        return running.isEmpty() ? lastBusy : machine.instant();
    }
}
