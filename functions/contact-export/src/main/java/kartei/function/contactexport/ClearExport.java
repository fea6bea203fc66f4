package kartei.function.contactexport;

import java.util.List;
import java.util.Optional;

import kartei.api.job.Assignment;
import kartei.api.job.Work;
import kartei.domain.WorkspaceId;
import kartei.domain.job.JobId;
import kartei.domain.job.JobKind;
import kartei.storage.Bundles;
import kartei.storage.Exports;
import kartei.storage.Reports;

/// Takes away what an export, an import or an access bundle leaves behind: its rows when the file is made, everything when there is to be none. It begins when
/// no slice of the export can still be at work.
record ClearExport(Exports exports, Bundles bundles, Reports reports) implements Work {
    @Override
    public Cut cut(Assignment assignment) {
        return new Cut(List.of(), 0);
    }

    @Override
    public Slice slice(Assignment assignment, String cursor) {
        throw new IllegalStateException("this work has no segments");
    }

    @Override
    public Finish finish(Assignment assignment) {
        var ws = assignment.workspace();
        var export = Exports.exportOf(assignment.job());
        var kept = Exports.keptBy(assignment.job());
        if (export.kind() == JobKind.ACCESS_BUNDLE) {
            return ofBundle(ws, export, kept);
        }
        reports.clearRows(ws, export);
        reports.clearFiles(ws, export, object -> kept.isPresent() && stays(object, kept.get()));
        return exports.forget(ws, export, kept.isEmpty()) ? new Finish.More() : new Finish.Done(List.of());
    }

    private Finish ofBundle(WorkspaceId ws, JobId bundle, Optional<String> kept) {
        reports.clearBundle(ws, bundle, object -> kept.filter(object::equals).isPresent());
        if (bundles.forget(ws, bundle)) {
            return new Finish.More();
        }
        return new Finish.Done(kept.isPresent() ? List.of() : List.of(bundles.cleared(ws, bundle)));
    }

    /// The file, what describes it, and who is in it; no file that came of an attempt that was given up.
    private static boolean stays(String object, String file) {
        return object.equals(file) || !object.endsWith(file.substring(file.lastIndexOf('/')));
    }
}
