package kartei.function.contactedit;

import java.util.List;
import java.util.stream.IntStream;

import kartei.domain.Limits;

/// Where a job for links is: somewhere in a shard of the directory of contacts, or at a bucket of the values that it counts
/// afterwards. As a cursor it is one text.
sealed interface WalkPlace {
    String SEPARATOR = "/";
    int BUCKETS_OF_A_SEGMENT = 16;

    /// Behind the entry `after`; empty at the beginning.
    record Walking(int shard, String after) implements WalkPlace {}

    /// At the buckets from `bucket` to before `end`.
    record Counting(int bucket, int end) implements WalkPlace {}

    static WalkPlace of(String cursor) {
        var parts = cursor.split(SEPARATOR, 3);
        return parts[0].equals("walk") ? new Walking(Integer.parseInt(parts[1]), parts[2])
                : new Counting(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    default String cursor() {
        return switch (this) {
            case Walking(var shard, var after) -> "walk" + SEPARATOR + shard + SEPARATOR + after;
            case Counting(var bucket, var end) -> "count" + SEPARATOR + bucket + SEPARATOR + end;
        };
    }

    /// Where the segments of a walk over all contacts begin.
    static List<String> walks() {
        return IntStream.range(0, Limits.DIRECTORY_SHARDS).mapToObj(shard -> new Walking(shard, "").cursor()).toList();
    }

    /// Where the segments of a count begin.
    static List<String> counts() {
        return IntStream.iterate(0, first -> first < Limits.TALLY_BUCKETS, first -> first + BUCKETS_OF_A_SEGMENT)
                .mapToObj(first -> new Counting(first, first + BUCKETS_OF_A_SEGMENT).cursor())
                .toList();
    }
}
