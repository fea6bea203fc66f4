package kartei.storage;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;
import kartei.domain.job.JobKind;

/// Starts the jobs that compare all conversations and memberships with what the table says: of one workspace by hand, of all
/// that have a channel once a day.
public final class Reconciling {
    private final Table table;

    public Reconciling(Table table) {
        this.table = table;
    }

    public static Job job(String ulid, Instant now) {
        return Job.queued(new JobId(JobKind.RECONCILE, ulid), Map.of(), now);
    }

    /// That of the day: the same for whoever asks on that day.
    public static Job ofTheDay(Instant now) {
        return job(Ulids.first(now.truncatedTo(ChronoUnit.DAYS)), now);
    }

    /// The workspaces after `after`, in the order of their ids; as many as one page has.
    public List<WorkspaceId> workspaces(Optional<WorkspaceId> after) {
        Range range = after.<Range>map(ws -> new Range.Above(Keys.daily(ws).sk())).orElseGet(Range.All::new);
        return table.query(Index.WORK, Keys.DAILY, range, true, Limits.QUERY_PAGE_ITEMS_MAX)
                .stream()
                .map(item -> Keys.workspaceOf(item.key()))
                .toList();
    }
}
