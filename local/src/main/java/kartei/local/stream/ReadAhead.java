package kartei.local.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kartei.testkit.Template;

/// What was read of a shard and is not done yet, in order; it says when a batch is due.
final class ReadAhead {
    /// Lambda's bound of one event.
    private static final int EVENT_BYTES_MAX = 6 * 1024 * 1024;

    private final Template.StreamMapping mapping;
    private final List<Change> waiting = new ArrayList<>();
    private Instant windowEnd = Instant.MAX;

    ReadAhead(Template.StreamMapping mapping) {
        this.mapping = mapping;
    }

    void add(List<Change> changes, Instant now) {
        waiting.addAll(changes);
        if (windowEnd.equals(Instant.MAX) && oldest().isPresent()) {
            windowEnd = now.plus(mapping.batchingWindow());
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    boolean hasRoom() {
        return waiting.stream().filter(Change::wanted).count() < mapping.batchSize();
    }

    /// The first record that the function has to see.
    Optional<Change> oldest() {
        return waiting.stream().filter(Change::wanted).findFirst();
    }

    /// Takes out what can be settled now: a batch with the unwanted records around it, or nothing while a window is open.
    List<Change> takeDue(Instant now, boolean ended) {
        if (oldest().isPresent() && hasRoom() && !ended && now.isBefore(windowEnd)) {
            return List.of();
        }
        var front = waiting.subList(0, batchEnd());
        var taken = List.copyOf(front);
        front.clear();
        windowEnd = oldest().isPresent() ? now.plus(mapping.batchingWindow()) : Instant.MAX;
        return taken;
    }

    Duration untilDue(Instant now) {
        return Duration.between(now, windowEnd);
    }

    private int batchEnd() {
        var wanted = 0;
        var bytes = 0L;
        for (var i = 0; i < waiting.size(); i++) {
            var change = waiting.get(i);
            if (change.wanted()) {
                wanted++;
                bytes += change.json().length();
                if (wanted > mapping.batchSize() || (wanted > 1 && bytes > EVENT_BYTES_MAX)) {
                    return i;
                }
            }
        }
        return waiting.size();
    }
}
