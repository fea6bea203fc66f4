package kartei.function.contactexport;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import kartei.api.job.Assignment;
import kartei.api.job.Work;
import kartei.domain.WorkspaceId;
import kartei.domain.job.JobId;
import kartei.domain.job.JobKind;
import kartei.storage.Bundles;
import kartei.storage.ExportPart;
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
        var stay = kept.map(file -> staying(ws, export, file)).orElse(Set.of());
        reports.clearRows(ws, export);
        reports.clearFiles(ws, export, stay::contains);
        return exports.forget(ws, export, kept.isEmpty()) ? new Finish.More() : new Finish.Done(List.of());
    }

    private Finish ofBundle(WorkspaceId ws, JobId bundle, Optional<String> kept) {
        reports.clearBundle(ws, bundle, object -> kept.filter(object::equals).isPresent());
        if (bundles.forget(ws, bundle)) {
            return new Finish.More();
        }
        return new Finish.Done(kept.isPresent() ? List.of() : List.of(bundles.cleared(ws, bundle)));
    }

    /// The file, what describes it, and who is in it; nothing that came of an attempt that was given up.
    private Set<String> staying(WorkspaceId ws, JobId export, String file) {
        var stay = exports.parts(ws, export).stream().map(ExportPart::ids).collect(Collectors.toSet());
        stay.add(file);
        stay.add(Reports.file(ws, export, Names.SCHEMA));
        return stay;
    }
}
