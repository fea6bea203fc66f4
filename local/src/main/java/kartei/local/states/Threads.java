package kartei.local.states;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How many threads of an execution are at work, and until when the others wait for the clock.
final class Threads {
    private final List<Instant> waits = new ArrayList<>();
    private int atWork = 1;

    /// The thread splits into `count`, and rests until all of them have come to their end.
    synchronized Group split(int count) {
        atWork += count - 1;
        return new Group(count);
    }

    /// The threads into which one was split.
    final class Group {
        private int left;

        private Group(int count) {
            this.left = count;
        }

        /// One of them ends; the last one hands over to the one that was split.
        void end() {
            synchronized (Threads.this) {
                left--;
                atWork -= left > 0 ? 1 : 0;
            }
        }
    }

    synchronized void rest(Instant until) {
        waits.add(until);
        atWork--;
    }

    synchronized void resume(Instant until) {
        waits.remove(until);
        atWork++;
    }

    /// The first time at which something goes on, if nothing can before; nothing when there is something at work.
    synchronized Optional<Instant> waitUntil() {
        return atWork > 0 ? Optional.empty() : waits.stream().min(Instant::compareTo);
    }
}
