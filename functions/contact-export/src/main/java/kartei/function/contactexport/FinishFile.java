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
import kartei.storage.Contacts;
import kartei.storage.ExportFile;
import kartei.storage.ExportPart;
import kartei.storage.Exports;
import kartei.storage.Reports;
import kartei.storage.Workspaces;

/// The end of an export: takes out of its parts who was erased meanwhile, puts them together into one object, hashes that, writes
/// what describes it, and says that it is ready, unless somebody was erased since. Each step is written down, so that whoever comes next goes on from there.
final class FinishFile {
    private final Workspaces workspaces;
    private final Contacts contacts;
    private final Exports exports;
    private final ForgetErased forget;
    private final Reports reports;
    private final ComposeFile compose;
    private final Supplier<String> ids;
    private final InstantSource clock;

    FinishFile(Sources sources, Exports exports, ForgetErased forget, Reports reports, Supplier<String> ids,
            InstantSource clock) {
        this.workspaces = sources.workspaces();
        this.contacts = sources.contacts();
        this.exports = exports;
        this.forget = forget;
        this.reports = reports;
        this.compose = new ComposeFile(reports, ids, clock);
        this.ids = ids;
        this.clock = clock;
    }

    /// Where it is read what the report is of.
    record Sources(Workspaces workspaces, Contacts contacts) {}

    Work.Finish finish(Assignment assignment, Export export) {
        var ws = assignment.workspace();
        var clean = Optional.<ForgetErased.Clean>empty();
        do {
            clean = forget.clean(assignment, export, clean);
            if (clean.isEmpty()) {
                return new Work.Finish.More();
            }
            var source = new ComposeFile.Source(workspaces.open(ws), export, clean.get().parts());
            var refused = refused(ws, export, source.parts());
            if (refused.isPresent()) {
                return refused.get();
            }
            var file = exports.file(ws, export.id());
            var ofThese = file.filter(source::isOf);
            if (ofThese.isPresent() && ofThese.get() instanceof ExportFile.Hashed hashed) {
                return ended(ws, export, clean.get(), hashed);
            }
            exports.file(ws, export.id(), file, further(assignment, source, ofThese), clock.instant());
        } while (clock.instant().isBefore(assignment.until()));
        return new Work.Finish.More();
    }

    /// One step on; a file of other parts is begun anew, and what there is of it is cleared away in the end.
    private ExportFile further(Assignment assignment, ComposeFile.Source source, Optional<ExportFile> file) {
        return file.map(begun -> switch (begun) {
            case ExportFile.Uploading uploading -> compose.goOn(source, uploading, assignment.until());
            case ExportFile.Hashing hashing -> new FileHash(reports, clock).goOn(hashing, assignment.until());
            case ExportFile.Hashed hashed -> hashed;
        }).orElseGet(() -> compose.begin(source));
    }

    /// Why there cannot be such a file.
    private Optional<Work.Finish> refused(WorkspaceId ws, Export export, List<ExportPart> parts) {
        return reason(ws, export, parts).map(text -> new Work.Finish.Refused(text,
                List.of(Exports.clear(ws, export.id(), ids.get(), clock.instant()))));
    }

    private Optional<String> reason(WorkspaceId ws, Export export, List<ExportPart> parts) {
        if (export.plan().contact().filter(contact -> contacts.find(ws, contact).isEmpty()).isPresent()) {
            return Optional.of("the contact has been erased");
        }
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

    private Work.Finish ended(WorkspaceId ws, Export export, ForgetErased.Clean clean, ExportFile.Hashed file) {
        var now = clock.instant();
        var rows = rows(clean.parts());
        var made = export.made(new Export.Made(file.object(), rows, file.bytes(), file.sha256(), now));
        reports.put(Reports.file(ws, export.id(), Names.SCHEMA), JsonWriter.write(
                new SchemaDocument(export.plan(), workspaces.open(ws)).of(rows, file.bytes(), file.sha256(), now)),
                "application/json");
        return new Work.Finish.Done(exports.ready(ws, made, clean.seq(), ids.get(), now));
    }

    private static long rows(List<ExportPart> parts) {
        return parts.stream().mapToLong(ExportPart::rows).sum();
    }
}
