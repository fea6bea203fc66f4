package kartei.function.contactexport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import kartei.api.job.Assignment;
import kartei.api.job.Work;
import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.export.Import;
import kartei.storage.Action;
import kartei.storage.ImportFiles;
import kartei.storage.Imports;
import kartei.storage.Reports;

/// Reads a file back (S45): piece by piece, a contact for each line. Lines that are not taken are put down as one object for
/// each slice, before the cursor moves; the end makes one object of all, and takes the file away.
final class ReadImport implements Work {
    static final String REJECTS = "rejects.jsonl";
    static final String JSON_LINES = "application/x-ndjson";
    private static final String ANOTHER_FILE = "the file is not there any more, or is another one than when the import was started";

    private final Imports imports;
    private final ImportFiles files;
    private final Reports reports;
    private final TakeLines take;
    private final Supplier<String> ids;
    private final InstantSource clock;

    ReadImport(Imports imports, ImportFiles files, Reports reports, TakeLines take, Supplier<String> ids,
            InstantSource clock) {
        this.imports = imports;
        this.files = files;
        this.reports = reports;
        this.take = take;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Cut cut(Assignment assignment) {
        var bytes = file(imported(assignment)).bytes();
        return new Cut(bytes == 0 ? List.of() : List.of(ImportPlace.START.cursor()), bytes);
    }

    @Override
    public Slice slice(Assignment assignment, String cursor) {
        var ws = assignment.workspace();
        var imported = imported(assignment);
        var place = ImportPlace.of(cursor);
        var file = file(imported);
        var piece = files.piece(ws, imported.id(), file, place.position(), Limits.IMPORT_SLICE_BYTES);
        if (piece.isEmpty()) {
            return stopped(ws, imported.broken(ANOTHER_FILE));
        }
        var last = place.position() + piece.get().length >= file.bytes();
        var lines = FileLines.of(piece.get(), place, last);
        var rejected = new RejectedLines();
        int taken = taken(assignment, lines.lines(), rejected);
        var after = taken < lines.lines().size() ? lines.lines().get(taken - 1).after() : lines.after();
        var found = withRejected(ws, imported, rejected);
        var next = Optional.of(after.cursor()).filter(_ -> after.position() < file.bytes() && found.fault().isEmpty());
        return new Slice(next, after.position() - place.position(), taken - (long) rejected.count(),
                found.equals(imported) ? List.of() : List.of(Imports.changed(ws, found)));
    }

    /// How many of the lines there was time for, at least one where there are any.
    private int taken(Assignment assignment, List<FileLines.Line> lines, RejectedLines rejected) {
        int taken = 0;
        while (taken < lines.size() && (taken == 0 || clock.instant().isBefore(assignment.until()))) {
            taken += take.take(assignment.workspace(), lines.subList(taken, lines.size()), rejected);
        }
        return taken;
    }

    private Import withRejected(WorkspaceId ws, Import imported, RejectedLines rejected) {
        if (rejected.count() == 0) {
            return imported;
        }
        var ulid = ids.get();
        reports.put(Reports.rows(ws, imported.id(), ulid), rejected.bytes(), JSON_LINES);
        var found = imported.rejected(rejected.count(), ulid);
        return found.rejected() <= Limits.IMPORT_REJECTED_MAX ? found
                : found.broken("more than " + Limits.IMPORT_REJECTED_MAX + " lines could not be taken");
    }

    private static Slice stopped(WorkspaceId ws, Import broken) {
        return new Slice(Optional.empty(), 0, List.of(Imports.changed(ws, broken)));
    }

    @Override
    public Finish finish(Assignment assignment) {
        var ws = assignment.workspace();
        var imported = imported(assignment);
        var now = clock.instant();
        var object = Reports.file(ws, imported.id(), ids.get() + "/" + REJECTS);
        compose(ws, imported, object);
        files.delete(ws, imported.id());
        List<Action> end = Imports.end(ws, imported.ended(object, now), ids.get(), now);
        return imported.fault().<Finish>map(why -> new Finish.Refused(why, end)).orElseGet(() -> new Finish.Done(end));
    }

    private void compose(WorkspaceId ws, Import imported, String object) {
        if (imported.parts().isEmpty()) {
            reports.put(object, new byte[0], JSON_LINES);
            return;
        }
        try (var out = new UploadStream(reports, object, JSON_LINES)) {
            for (var ulid : imported.parts()) {
                out.write(reports.read(Reports.rows(ws, imported.id(), ulid)));
            }
            out.complete();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Import imported(Assignment assignment) {
        return imports.find(assignment.workspace(), assignment.job().id())
                .orElseThrow(() -> new IllegalStateException("the job has no import"));
    }

    private static Import.File file(Import imported) {
        return imported.file().orElseThrow(() -> new IllegalStateException("the import was not started"));
    }
}
