package kartei.storage;

import java.time.Instant;
import java.util.Optional;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;
import kartei.domain.job.JobState;

/// Whose turn it is among the exports of a workspace, or among its access bundles.
public final class ExportTurns {
    private final Table table;
    private final JobCodec jobs = new JobCodec();

    public ExportTurns(Table table) {
        this.table = table;
    }

    /// Until when this one waits, when as many of its kind as run at once go before it; then it looks again.
    public Optional<Instant> waits(WorkspaceId ws, JobId export, Instant now) {
        return ahead(ws, export, Limits.EXPORTS_AT_ONCE_MAX) < Limits.EXPORTS_AT_ONCE_MAX ? Optional.empty()
                : Optional.of(now.plus(Limits.EXPORT_WAITS));
    }

    /// How many of its kind go before this one, up to `enough`: those that run, and those that wait and are older. One that failed
    /// and waits for its next try is none of them.
    private int ahead(WorkspaceId ws, JobId export, int enough) {
        var count = 0;
        var all = Keys.jobsOf(export.kind());
        Range range = new Range.Prefix(all);
        for (var more = true; more && count < enough;) {
            var piece = table.piece(Keys.jobs(ws), range, false, Limits.QUERY_PAGE_ITEMS_MAX);
            count += Math
                    .toIntExact(piece.items().stream().map(jobs::read).filter(job -> goesBefore(job, export)).count());
            more = piece.more();
            if (more) {
                range = new Range.Between(all, Keys.beforeLast(piece.items().getLast().key().sk()));
            }
        }
        return count;
    }

    private static boolean goesBefore(Job job, JobId export) {
        return job.isActive() && job.state() != JobState.FAILED
                && !job.id().equals(export)
                && (job.segments().isPresent() || job.id().ulid().compareTo(export.ulid()) < 0);
    }
}
