package kartei.local;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A bell: who waits for something that may have changed is woken before the time is over.
///
/// It counts its rings. Whoever looks at the count before looking at the world never sleeps through a change.
public final class Signal {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private long rings;

    public void ring() {
        lock.lock();
        try {
            rings++;
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public long rings() {
        lock.lock();
        try {
            return rings;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until it has rung more often than `seen`, at most `atMost`; an interrupt ends the waiting and stays set.
    public void await(long seen, Duration atMost) {
        lock.lock();
        try {
            var left = atMost.toNanos();
            while (rings <= seen && left > 0) {
                left = rung.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
