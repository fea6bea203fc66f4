package kartei.local;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which functions are running.
public final class Activity {
    private final Signal signal;
    private final Map<String, Integer> running = new TreeMap<>();
    private long turns;

    public Activity(Signal signal) {
        this.signal = signal;
    }

    public synchronized void begin(String function) {
        running.merge(function, 1, Integer::sum);
        turns++;
    }

    public void end(String function) {
        synchronized (this) {
            running.computeIfPresent(function, (_, count) -> count == 1 ? null : count - 1);
            turns++;
        }
        signal.ring();
    }

    public synchronized List<String> running() {
        return List.copyOf(running.keySet());
    }

    /// How often an invocation has begun or ended since the start.
    public synchronized long turns() {
        return turns;
    }
}
