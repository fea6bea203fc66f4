package kartei.function.contactexport;

import java.util.ArrayList;
import java.util.List;

import kartei.domain.Limits;

/// How stretches become the parts of an upload: S3 wants at least 5 MiB in each but the last. What is as large of one object is
/// copied inside S3; what is smaller is joined with what comes next, to exactly 5 MiB, however large that is.
final class Cutting {
    private final List<List<Stretch>> parts = new ArrayList<>();
    private List<Stretch> waiting = new ArrayList<>();
    private long bytes;

    private Cutting() {}

    /// Each part as the stretches that are joined in it. One of a single stored stretch of at least 5 MiB can be copied.
    static List<List<Stretch>> of(List<Stretch> stretches) {
        var cutting = new Cutting();
        stretches.forEach(cutting::add);
        cutting.end();
        return List.copyOf(cutting.parts);
    }

    private void add(Stretch stretch) {
        long done = 0;
        while (done < stretch.bytes()) {
            var left = stretch.bytes() - done;
            var isCopied = waiting.isEmpty() && left >= Limits.UPLOAD_PART_BYTES_MIN
                    && stretch instanceof Stretch.Stored;
            var room = isCopied ? Limits.COPIED_PART_BYTES_MAX : Limits.UPLOAD_PART_BYTES_MIN - bytes;
            var length = Math.min(left, room);
            waiting.add(stretch.part(done, length));
            bytes += length;
            done += length;
            if (bytes >= Limits.UPLOAD_PART_BYTES_MIN) {
                end();
            }
        }
    }

    private void end() {
        if (!waiting.isEmpty()) {
            parts.add(List.copyOf(waiting));
            waiting = new ArrayList<>();
            bytes = 0;
        }
    }

    /// Whether a part is copied inside S3.
    static boolean isCopied(List<Stretch> part) {
        return part.size() == 1 && part.getFirst() instanceof Stretch.Stored
                && part.getFirst().bytes() >= Limits.UPLOAD_PART_BYTES_MIN;
    }
}
