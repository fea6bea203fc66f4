package kartei.storage;

import java.util.List;
import java.util.Optional;

import kartei.domain.WorkspaceId;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;

/// What an export's end knows of those who were erased while it was made, and parts that were written anew without them.
public final class ExportChecks {
    private final Table table;
    private final ExportPartCodec parts = new ExportPartCodec();

    public ExportChecks(Table table) {
        this.table = table;
    }

    public Optional<ExportCheck> find(WorkspaceId ws, JobId export) {
        return table.get(Keys.exportCheck(ws, export)).map(ExportCheckCodec::decode);
    }

    /// Writes down how far the rows were compared. Whoever writes an earlier state over it only has them compared again.
    public void write(WorkspaceId ws, JobId export, ExportCheck check) {
        table.putAll(List.of(ExportCheckCodec.encode(Keys.exportCheck(ws, export), check)));
    }

    /// Puts a part in the place of another one, or nothing where no row is left; false when the job is held by somebody else now,
    /// or the part was replaced before.
    public boolean replace(WorkspaceId ws, Job job, ExportPart part, Optional<ExportPart> by) {
        var same = Condition.equal("object", part.object());
        var replaced = by.map(next -> Action.put(parts.encode(ws, job.id(), next), same))
                .orElseGet(() -> Action.delete(Keys.exportPart(ws, job.id(), part.segment(), part.number()), same));
        try {
            table.write(List.of(replaced, Jobs.stillHeld(ws, job)));
            return true;
        } catch (ConditionFailed somebodyElseIsAtIt) {
            return false;
        }
    }
}
