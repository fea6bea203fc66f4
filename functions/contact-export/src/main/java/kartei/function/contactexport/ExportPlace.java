package kartei.function.contactexport;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import kartei.domain.Limits;

/// Where a segment of an export is: in a shard of the directory behind the entry `after` (empty at its beginning), with so many
/// parts put down. As a cursor it is one text.
record ExportPlace(int shard, int parts, String after) {
    private static final String SEPARATOR = "/";

    static ExportPlace of(String cursor) {
        var texts = cursor.split(SEPARATOR, 3);
        return new ExportPlace(Integer.parseInt(texts[0]), Integer.parseInt(texts[1]), texts[2]);
    }

    String cursor() {
        return shard + SEPARATOR + parts + SEPARATOR + after;
    }

    /// Where the segments begin; one is enough for a single contact.
    static List<String> starts(boolean single) {
        return IntStream.range(0, single ? 1 : Limits.DIRECTORY_SHARDS)
                .mapToObj(shard -> new ExportPlace(shard, 0, "").cursor())
                .toList();
    }

    /// The place behind that entry, with a part more or not; nothing at the end of the shard.
    Optional<String> next(Optional<String> entry, boolean part) {
        return entry.map(last -> new ExportPlace(shard, part ? parts + 1 : parts, last).cursor());
    }
}
