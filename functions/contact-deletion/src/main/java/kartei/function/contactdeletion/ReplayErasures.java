package kartei.function.contactdeletion;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import kartei.api.job.Assignment;
import kartei.api.job.Work;
import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;
import kartei.domain.job.JobKind;
import kartei.storage.Ledger;
import kartei.storage.Tombstones;

/// After a restore of the table: makes everybody unknown again who is alive there and in the ledger, each with a job that deletes
/// the rest. Who is not there is left alone, so that it may be done at any time, and twice.
record ReplayErasures(Ledger ledger, Tombstones tombstones, Supplier<String> ids, InstantSource clock) implements Work {
    /// The ledger holds no hints: they are told of people, and it is kept longer than the log may be.
    private static final String HINT = "erased again after a restore";
    private static final String BEGINNING = "-";

    static Job job(String ulid, Instant now) {
        return Job.queued(new JobId(JobKind.REPLAY_ERASURES, ulid), Map.of(), now);
    }

    @Override
    public Cut cut(Assignment assignment) {
        return new Cut(List.of(BEGINNING), ledger.count(assignment.workspace()));
    }

    @Override
    public Slice slice(Assignment assignment, String cursor) {
        var ws = assignment.workspace();
        var page = ledger.list(ws, cursor.equals(BEGINNING) ? "" : cursor, Limits.REPLAYED_AT_ONCE);
        var erased = page.items().stream().filter(id -> isErasedAgain(ws, id)).count();
        return new Slice(page.next(), page.items().size(), erased, List.of());
    }

    private boolean isErasedAgain(WorkspaceId ws, String erasureId) {
        var entry = ledger.read(ws, erasureId, HINT);
        return tombstones.again(ws, entry, new JobId(JobKind.ERASURE, ids.get()), clock.instant());
    }

    @Override
    public Finish finish(Assignment assignment) {
        return new Finish.Done(List.of());
    }
}
