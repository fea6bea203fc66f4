package kartei.function.contactexport;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import kartei.api.job.Assignment;
import kartei.api.job.Work;
import kartei.api.json.JsonWriter;
import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.export.Export;
import kartei.domain.export.ExportFormat;
import kartei.storage.ExportFile;
import kartei.storage.ExportPart;
import kartei.storage.Exports;
import kartei.storage.Reports;
import kartei.storage.Workspaces;

/// The end of an export: puts its parts together into one object, hashes that, writes what describes it, and says that it is
/// ready. Each step is written down, so that whoever comes next goes on from there.
final class FinishFile {
    private final Workspaces workspaces;
    private final Exports exports;
    private final Reports reports;
    private final ComposeFile compose;
    private final Supplier<String> ids;
    private final InstantSource clock;

    FinishFile(Workspaces workspaces, Exports exports, Reports reports, Supplier<String> ids, InstantSource clock) {
        this.workspaces = workspaces;
        this.exports = exports;
        this.reports = reports;
        this.compose = new ComposeFile(reports, ids, clock);
        this.ids = ids;
        this.clock = clock;
    }

    Work.Finish finish(Assignment assignment, Export export) {
        var ws = assignment.workspace();
        var parts = exports.parts(ws, export.id());
        var refused = refused(ws, export, parts);
        if (refused.isPresent()) {
            return refused.get();
        }
        do {
            var file = exports.file(ws, export.id());
            if (file.isPresent() && file.get() instanceof ExportFile.Hashed hashed) {
                return ended(ws, export, parts, hashed);
            }
            var further = further(assignment, export, parts, file);
            exports.file(ws, export.id(), file, further, clock.instant());
        } while (clock.instant().isBefore(assignment.until()));
        return new Work.Finish.More();
    }

    private ExportFile further(
            Assignment assignment,
            Export export,
            List<ExportPart> parts,
            Optional<ExportFile> file) {
        var source = new ComposeFile.Source(workspaces.open(assignment.workspace()), export, parts);
        return file.map(begun -> switch (begun) {
            case ExportFile.Uploading uploading -> compose.goOn(source, uploading, assignment.until());
            case ExportFile.Hashing hashing -> hashed(hashing, assignment);
            case ExportFile.Hashed hashed -> hashed;
        }).orElseGet(() -> compose.begin(source));
    }

    private ExportFile hashed(ExportFile.Hashing from, Assignment assignment) {
        return new FileHash(reports, clock).goOn(from, assignment.until());
    }

    /// Why there cannot be such a file.
    private Optional<Work.Finish> refused(WorkspaceId ws, Export export, List<ExportPart> parts) {
        return reason(export, parts).map(text -> new Work.Finish.Refused(text,
                List.of(Exports.clear(ws, export.id(), ids.get(), clock.instant()))));
    }

    private static Optional<String> reason(Export export, List<ExportPart> parts) {
        if (export.plan().format() != ExportFormat.XLSX) {
            return Composition.of(1, parts).pieces().size() <= Limits.UPLOAD_PARTS_MAX ? Optional.empty()
                    : Optional.of("it is larger than one file can be");
        }
        var bytes = parts.stream().mapToLong(ExportPart::bytes).sum();
        return rows(parts) <= Limits.EXCEL_ROWS_MAX && bytes <= Limits.EXCEL_BYTES_MAX ? Optional.empty()
                : Optional.of(
                        "an Excel report has at most " + Limits.EXCEL_ROWS_MAX + " rows and " + Limits.EXCEL_BYTES_MAX
                                + " bytes of text: ask for another format, for fewer columns or contacts");
    }

    private Work.Finish ended(WorkspaceId ws, Export export, List<ExportPart> parts, ExportFile.Hashed file) {
        var now = clock.instant();
        var made = export.made(new Export.Made(file.object(), rows(parts), file.bytes(), file.sha256(), now));
        reports.put(Reports.file(ws, export.id(), Names.SCHEMA),
                JsonWriter.write(new SchemaDocument(export.plan(), workspaces.open(ws)).of(rows(parts), file.bytes(),
                        file.sha256(), now)),
                "application/json");
        return new Work.Finish.Done(exports.ready(ws, made, ids.get(), now));
    }

    private static long rows(List<ExportPart> parts) {
        return parts.stream().mapToLong(ExportPart::rows).sum();
    }
}
