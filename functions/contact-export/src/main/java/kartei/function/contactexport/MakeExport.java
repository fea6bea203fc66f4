package kartei.function.contactexport;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import kartei.api.job.Assignment;
import kartei.api.job.Work;
import kartei.domain.export.Export;
import kartei.storage.Directory;
import kartei.storage.ExportTurns;
import kartei.storage.Exports;

/// Makes a report file (S45): slices put rows down part by part, side by side over the shards of the directory; the end puts
/// the parts together into one file.
record MakeExport(
        Exports exports,
        ExportTurns turns,
        Directory directory,
        WriteRows rows,
        FinishFile file,
        InstantSource clock) implements Work {

    /// Two exports of a workspace run at once; the next one waits for its turn.
    @Override
    public Optional<Instant> waits(Assignment assignment) {
        return turns.waits(assignment.workspace(), assignment.job().id(), clock.instant());
    }

    @Override
    public Cut cut(Assignment assignment) {
        var single = export(assignment).plan().contact().isPresent();
        return new Cut(ExportPlace.starts(single), single ? 1 : directory.about(assignment.workspace()));
    }

    @Override
    public Slice slice(Assignment assignment, String cursor) {
        return rows.slice(assignment, export(assignment), ExportPlace.of(cursor));
    }

    @Override
    public Finish finish(Assignment assignment) {
        return file.finish(assignment, export(assignment));
    }

    private Export export(Assignment assignment) {
        return exports.find(assignment.workspace(), assignment.job().id())
                .orElseThrow(() -> new IllegalStateException("the job has no export"));
    }
}
