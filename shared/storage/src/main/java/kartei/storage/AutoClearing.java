package kartei.storage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.domain.erasure.Privacy;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;
import kartei.domain.job.JobKind;

/// Finds what goes by itself, and starts the jobs that take it away: contacts that have rested long enough, and old entries of
/// the deletion log.
public final class AutoClearing {
    private final Table table;
    private final JobCodec jobs = new JobCodec();

    public AutoClearing(Table table) {
        this.table = table;
    }

    /// The job of the moment: the same for whoever asks for it in the same interval.
    public static Job job(Instant now) {
        var interval = Limits.PRIVACY_SWEPT_EVERY.toMillis();
        var begin = Instant.ofEpochMilli(now.toEpochMilli() / interval * interval);
        return Job.queued(new JobId(JobKind.AUTO_CLEAR, Ulids.first(begin)), Map.of(), now);
    }

    /// False when the one before is still at it, or when it was started already.
    public boolean start(WorkspaceId ws, Job job) {
        var earlier = new Range.Prefix(Keys.jobsOf(JobKind.AUTO_CLEAR));
        if (table.query(Keys.jobs(ws), earlier, false, 1).stream().map(jobs::read).anyMatch(Job::isActive)) {
            return false;
        }
        return new Jobs(table).begin(ws, job, List.of());
    }

    /// Whether there is anything to take away, as far as the index knows.
    public boolean isDue(WorkspaceId ws, Privacy privacy, Instant now) {
        return privacy.clearedUntil(now).filter(until -> anybodyRests(ws, until)).isPresent()
                || privacy.logFrom(now).filter(from -> !oldErasures(ws, "", from, 1).isEmpty()).isPresent();
    }

    private boolean anybodyRests(WorkspaceId ws, Instant until) {
        return Together.all(IntStream.range(0, Limits.RESTING_SHARDS)
                .<Supplier<Boolean>>mapToObj(shard -> () -> !resting(ws, shard, "", until, 1).isEmpty())
                .toList()).contains(true);
    }

    // ---- contacts ----

    /// A contact none of whose conversations is open, since when, and its `place` in its shard of the index.
    public record Resting(ContactId contact, Instant since, String place) {}

    /// Those of a shard who have rested since `until` or longer, the longest first; `after` is the place of the last one seen,
    /// empty at the beginning. The index may be behind the table: who is found here is looked at there.
    public List<Resting> resting(WorkspaceId ws, int shard, String after, Instant until, int limit) {
        var end = Keys.restingUntil(until);
        var range = after.isEmpty() ? new Range.Below(end) : new Range.Between(after + '\0', end);
        return table.query(Index.WORK, Keys.restingShard(ws, shard), range, true, limit)
                .stream()
                .map(item -> item.text(Index.WORK.sortField()))
                .map(place -> new Resting(Keys.contactAtEnd(place), Keys.restingSince(place), place))
                .toList();
    }

    // ---- the deletion log ----

    /// Deletes entries of the deletion log from before `from`, with their receipts; one whose erasure is not done yet stays.
    /// Says after which entry it goes on, nothing at the end.
    public Optional<String> expire(WorkspaceId ws, String after, Instant from) {
        var old = oldErasures(ws, after, from, Limits.LOG_EXPIRY_SLICE_ITEMS);
        var receipts = table.getAll(old.stream().map(Keys::receiptOf).toList()).keySet();
        var gone = old.stream().filter(entry -> receipts.contains(Keys.receiptOf(entry))).toList();
        if (!gone.isEmpty()) {
            write(gone.stream().<Action>mapMulti((entry, actions) -> {
                actions.accept(Action.delete(entry));
                actions.accept(Action.delete(Keys.receiptOf(entry)));
            }).toList());
        }
        return old.size() < Limits.LOG_EXPIRY_SLICE_ITEMS ? Optional.empty() : Optional.of(old.getLast().sk());
    }

    private List<Key> oldErasures(WorkspaceId ws, String after, Instant from, int limit) {
        var start = after.isEmpty() ? Keys.ERASURE : after + '\0';
        return table.query(Keys.erasures(ws), new Range.Between(start, Keys.erasuresBefore(from)), true, limit)
                .stream()
                .map(Item::key)
                .toList();
    }

    private void write(List<Action> actions) {
        try {
            table.write(actions);
        } catch (ConditionFailed impossible) {
            throw new IllegalStateException("nothing was asked for", impossible);
        }
    }
}
