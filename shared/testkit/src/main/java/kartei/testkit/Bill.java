package kartei.testkit;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What an action cost: its calls in the order in which they began.
public record Bill(List<Call> calls) {

    public Bill {
        calls = List.copyOf(calls);
    }

    /// Steps in sequence; calls made side by side are one.
    public int roundTrips() {
        return Math.toIntExact(calls.stream().mapToInt(Call::step).distinct().count());
    }

    /// Capacity units that the reads consumed.
    public double readUnits() {
        return calls.stream().mapToDouble(Call::readUnits).sum();
    }

    /// Capacity units that the writes consumed, those of the indexes included.
    public double writeUnits() {
        return calls.stream().mapToDouble(Call::writeUnits).sum();
    }

    /// The names of the operations, in the order in which they began.
    public List<String> operations() {
        return calls.stream().map(Call::operation).toList();
    }

    /// As a line for a table: round trips, units, and the operations of each step.
    @Override
    public String toString() {
        var steps = calls.stream()
                .collect(Collectors.groupingBy(Call::step, TreeMap::new,
                        Collectors.mapping(Call::operation, Collectors.joining(" + "))));
        return String.format(Locale.ROOT, "%d round trips, %.1f read units, %.1f write units: %s", roundTrips(),
                readUnits(), writeUnits(), String.join(", then ", steps.values()));
    }
}
