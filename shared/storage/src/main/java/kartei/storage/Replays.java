package kartei.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import kartei.domain.WorkspaceId;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;
import kartei.domain.job.JobKind;

/// Starts the jobs that erase again, after a restore of the table, who was erased before.
public final class Replays {
    private final Table table;

    public Replays(Table table) {
        this.table = table;
    }

    public static Job job(String ulid, Instant now) {
        return Job.queued(new JobId(JobKind.REPLAY_ERASURES, ulid), Map.of(), now);
    }

    /// Starts it, together with `with`; false when something of that does not hold, or it was started already.
    public boolean start(WorkspaceId ws, Job job, List<Action> with) {
        var actions = new ArrayList<>(List.of(Jobs.start(ws, job)));
        actions.addAll(with);
        try {
            table.write(actions);
            return true;
        } catch (ConditionFailed anotherAttempt) {
            return false;
        }
    }
}
