package kartei.local;

import java.util.ArrayDeque;
import java.util.Deque;

/// What was started, closed in the opposite order.
public final class Parts implements AutoCloseable {
    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    /// Keeps `part` until all are closed.
    public synchronized <T extends AutoCloseable> T add(T part) {
        started.push(part);
        return part;
    }

    /// Closes every part, also behind one that does not close; tells the first failure.
    @Override
    public synchronized void close() {
        IllegalStateException first = null;
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) { // AutoCloseable declares nothing narrower
                first = first == null ? new IllegalStateException("something did not close", e) : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
