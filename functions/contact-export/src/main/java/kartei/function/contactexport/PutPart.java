package kartei.function.contactexport;

import java.util.function.Supplier;

import kartei.domain.WorkspaceId;
import kartei.domain.job.JobId;
import kartei.storage.ExportPart;
import kartei.storage.PartContents;
import kartei.storage.Reports;

/// Puts rows down as an object, and beside it whose rows they are; each time under names of their own.
record PutPart(Reports reports, Supplier<String> ids) {
    private static final String IDS = "ids/";
    private static final String PLAIN = "text/plain";

    /// The rows of at least one contact, as that part of the segment.
    ExportPart put(WorkspaceId ws, JobId export, int segment, int number, PartContents contents, byte[] rows) {
        var ulid = ids.get();
        var object = Reports.rows(ws, export, ulid);
        var listed = Reports.file(ws, export, IDS + ulid);
        reports.put(object, rows, PLAIN);
        reports.put(listed, contents.object(), PLAIN);
        return new ExportPart(segment, number, object, listed, contents.rows(), rows.length,
                contents.entries().getFirst().contact(), contents.entries().getLast().contact());
    }
}
