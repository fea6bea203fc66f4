package kartei.api;

import java.time.Duration;

/// Waits, between two tries of something that was busy. The one place in the system that puts a thread to sleep.
@FunctionalInterface
public interface Pause {
    void of(Duration duration);

    static Pause real() {
        return duration -> {
            try {
                Thread.sleep(duration);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting", e);
            }
        };
    }
}
