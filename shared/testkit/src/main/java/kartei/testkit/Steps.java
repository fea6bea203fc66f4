package kartei.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Puts the calls of one action into steps. Every answer is held back until all calls under way are answered and no
/// other one begins; then all go on at once. So calls that can be made side by side are in the same step on any machine,
/// however busy, and the number of steps is the longest chain of calls of which each waited for the one before.
final class Steps {
    /// How long nobody may have begun a call, or been about to, before a step is over.
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(25);
    /// How often a held call looks at the actor.
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /// After this the step is over whatever other threads do.
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition over = lock.newCondition();
    private final Thread actor;
    private final List<Open> calls = new ArrayList<>();
    private int step;
    private int unanswered;
    private int actorCalls;
    private long lastStir;

    /// A call under way.
    static final class Open {
        private final String service;
        private final String operation;
        private final int step;
        private final Thread caller = Thread.currentThread();
        private int attempts;
        private Units units = Units.NONE;

        private Open(String service, String operation, int step) {
            this.service = service;
            this.operation = operation;
            this.step = step;
        }

        /// Counts an attempt; the SDK makes more than one where the first failed.
        void attempt() {
            attempts++;
        }

        private Call asCall() {
            return new Call(service, operation, step, attempts, units.read(), units.write());
        }
    }

    /// Steps of an action that `actor` began.
    Steps(Thread actor) {
        this.actor = actor;
    }

    Open begin(String service, String operation) {
        lock.lock();
        try {
            var call = new Open(service, operation, step);
            calls.add(call);
            unanswered++;
            actorCalls += call.caller.equals(actor) ? 1 : 0;
            lastStir = System.nanoTime();
            return call;
        } finally {
            lock.unlock();
        }
    }

    /// The call was answered; returns when its step is over.
    void end(Open call, Units units) {
        lock.lock();
        try {
            call.units = units;
            unanswered--;
            awaitOver(call);
            actorCalls -= call.caller.equals(actor) ? 1 : 0;
        } finally {
            lock.unlock();
        }
    }

    private void awaitOver(Open call) {
        var deadline = System.nanoTime() + PATIENCE_NANOS;
        while (step == call.step) {
            var now = System.nanoTime();
            if (now >= deadline || isQuiet(now)) {
                step++;
                over.signalAll();
                return;
            }
            try {
                over.awaitNanos(LOOK_NANOS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /// Whether nobody can be expected to begin a call: all are answered, and the actor waits for them or for others.
    private boolean isQuiet(long now) {
        if (actorCalls == 0 && !actorWaits()) {
            lastStir = now;
        }
        return unanswered == 0 && now - lastStir >= QUIET_NANOS;
    }

    private boolean actorWaits() {
        return switch (actor.getState()) {
            case WAITING, TIMED_WAITING, TERMINATED -> true;
            case NEW, RUNNABLE, BLOCKED -> false;
        };
    }

    Bill bill() {
        lock.lock();
        try {
            return new Bill(calls.stream().map(Open::asCall).toList());
        } finally {
            lock.unlock();
        }
    }
}
