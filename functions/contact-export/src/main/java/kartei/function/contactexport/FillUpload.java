package kartei.function.contactexport;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import kartei.domain.Limits;
import kartei.storage.ExportFile;
import kartei.storage.Reports;
import kartei.storage.Together;

/// Puts the parts of an upload that S3 does not have yet, as many as there is time for, and makes the object of them. What S3 has
/// says how far it is.
record FillUpload(Reports reports, InstantSource clock) {

    /// `put` puts the part of that number, of `parts`, and says its tag. Nothing when the upload is gone without having become the
    /// object.
    Optional<ExportFile> goOn(ExportFile.Uploading file, int parts, IntFunction<String> put, Instant until) {
        var there = reports.parts(file.object(), file.upload());
        if (there.isEmpty()) {
            return reports.size(file.object()).map(_ -> FileHash.of(file.object(), file.parts()));
        }
        var done = new HashMap<>(there.get());
        var missing = IntStream.rangeClosed(1, parts).filter(number -> !done.containsKey(number)).boxed().toList();
        for (int from = 0; from < missing.size(); from += Limits.EXPORT_PARTS_AT_ONCE) {
            if (from > 0 && !clock.instant().isBefore(until)) {
                return Optional.of(file);
            }
            var batch = missing.subList(from, Math.min(missing.size(), from + Limits.EXPORT_PARTS_AT_ONCE));
            var tags = Together.all(batch.stream().<Supplier<String>>map(number -> () -> put.apply(number)).toList());
            for (int i = 0; i < batch.size(); i++) {
                done.put(batch.get(i), tags.get(i));
            }
        }
        reports.complete(file.object(), file.upload(), done);
        return Optional.of(FileHash.of(file.object(), file.parts()));
    }
}
