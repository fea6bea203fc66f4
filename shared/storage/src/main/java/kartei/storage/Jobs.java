package kartei.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;
import kartei.domain.job.JobState;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Jobs: put with their cause, leased by an execution, moved on slice by slice, ended. Each change is conditional on what it
/// was decided on, so that whoever comes twice, late or second does no harm.
public final class Jobs {
    private final Table table;
    private final JobCodec codec = new JobCodec();

    public Jobs(Table table) {
        this.table = table;
    }

    /// What became of a change of a held job.
    public enum Outcome {
        DONE,
        /// Somebody else holds it now, it was stopped, or this was done before: read it again.
        LOST,
        /// What the kind of work wrote with it met other than it expected: read that again.
        OVERTAKEN
    }

    /// An active job and whose it is.
    public record Active(WorkspaceId workspace, Job job) {}

    // ---- by the cause ----

    /// Puts a new job, as a part of the transaction of its cause; the table's stream starts it.
    public static Action start(WorkspaceId ws, Job job) {
        return Action.put(new JobCodec().encode(ws, job), Condition.absent());
    }

    /// Starts a job, together with `with`; false when something of that does not hold, or it was started already.
    public boolean begin(WorkspaceId ws, Job job, List<Action> with) {
        var actions = new ArrayList<>(List.of(start(ws, job)));
        actions.addAll(with);
        try {
            table.write(actions);
            return true;
        } catch (ConditionFailed startedBefore) {
            return false;
        }
    }

    /// Ends a job as cancelled or replaced, as a part of a transaction; whoever works on it notices with its next step. Fails
    /// when the job has ended already.
    public static Action stop(WorkspaceId ws, JobId job, JobState how, Instant now) {
        return ended(ws, job, how, now).onlyIf(active()).action();
    }

    /// The job; nothing when there is none, or when it ended so long ago that it is forgotten.
    public Optional<Job> find(WorkspaceId ws, JobId id, Instant now) {
        return table.get(Keys.job(ws, id))
                .map(codec::read)
                .filter(job -> job.ends().filter(ends -> !ends.isAfter(now)).isEmpty());
    }

    // ---- by its execution ----

    /// Takes the job for an execution: if nobody holds it, or the execution itself, or the one whose work it continues.
    public Optional<Job> lease(WorkspaceId ws, JobId id, String execution, Optional<String> after, Instant now) {
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var job = find(ws, id, now).filter(held -> held.isFreeFor(execution, after));
            if (job.isEmpty()) {
                return Optional.empty();
            }
            var leased = job.get().heldBy(execution, now);
            if (replaced(ws, job.get(), leased, held(job.get())) == Outcome.DONE) {
                return Optional.of(leased);
            }
        }
        return Optional.empty();
    }

    /// Cuts a held job into segments, or cuts it anew when all of them have come to their ends.
    public Outcome cut(WorkspaceId ws, Job job, Job cut) {
        var segments = job.segments()
                .<Condition>map(
                        done -> new Condition.Compared(List.of(JobCodec.SEGMENTS), "=", JobCodec.segments(done)))
                .orElseGet(() -> Condition.missing(JobCodec.SEGMENTS));
        return replaced(ws, job, cut, Condition.all(held(job), segments));
    }

    /// Lets a held job go on at a later time.
    public Outcome later(WorkspaceId ws, Job job, Instant until) {
        return replaced(ws, job, job.later(until), held(job));
    }

    /// Where a segment gets to, its end where there is no `next`; how much progress that is, how much was found of what the work
    /// counts; and what is written with it.
    public record Advance(Optional<String> next, long done, long found, List<Action> with) {}

    /// Moves a segment on from the place where the job has it.
    public Outcome advance(WorkspaceId ws, Job job, int segment, Advance advance, Instant now) {
        var path = List.of(JobCodec.SEGMENTS, Integer.toString(segment));
        var cursor = Optional.ofNullable(job.segments().orElseThrow().get(segment)).orElseThrow();
        var change = Change.at(Keys.job(ws, job.id()))
                .add(JobCodec.DONE, advance.done())
                .add(JobCodec.FOUND, advance.found())
                .number(JobCodec.ATTEMPTS, 0)
                .indexed(Index.WORK, Keys.activeJob(now.plus(Limits.JOB_LEASE), job.id()))
                .onlyIf(Condition.all(held(job), new Condition.Compared(path, "=", AttributeValue.fromS(cursor))));
        advance.next()
                .ifPresentOrElse(to -> change.set(path, AttributeValue.fromS(to)),
                        () -> change.remove(path.toArray(String[]::new)));
        return written(change, advance.with());
    }

    /// Ends the job, together with what the kind of work wants to be written with its end.
    public Outcome end(WorkspaceId ws, Job job, List<Action> with, Instant now) {
        return written(ended(ws, job.id(), JobState.READY, now).onlyIf(held(job)), with);
    }

    /// Ends the job in failure, for a reason that trying again would not change.
    public Outcome refuse(WorkspaceId ws, Job job, String reason, List<Action> with, Instant now) {
        return written(ended(ws, job.id(), JobState.FAILED, now).text(JobCodec.REASON, reason).onlyIf(held(job)), with);
    }

    /// That the job is held as it was when it was read: a part of a transaction beside the job's own.
    public static Action stillHeld(WorkspaceId ws, Job job) {
        return Action.check(Keys.job(ws, job.id()), held(job));
    }

    /// Lets go of a job that did not get further; the sweeper calls for another execution when it has waited.
    public Outcome fail(WorkspaceId ws, Job job, String reason, Instant now) {
        var change = Change.at(Keys.job(ws, job.id()))
                .text(JobCodec.STATE, JobState.FAILED.name())
                .text(JobCodec.REASON, reason)
                .number(JobCodec.ATTEMPTS, job.attempts() + 1L)
                .remove(JobCodec.EXECUTION)
                .indexed(Index.WORK, Keys.activeJob(now.plus(job.backoff()), job.id()))
                .onlyIf(held(job));
        return written(change, List.of());
    }

    // ---- by the sweeper ----

    /// The jobs that somebody should have looked at by now, those first that have been waiting for it longest.
    public List<Active> due(Instant now, int limit) {
        return active(new Range.Below(Times.text(now)), limit);
    }

    /// The jobs that have not ended.
    public List<Active> active(int limit) {
        return active(new Range.All(), limit);
    }

    private List<Active> active(Range range, int limit) {
        return table.query(Index.WORK, Keys.ACTIVE_JOBS, range, true, limit)
                .stream()
                .map(item -> new Active(Keys.workspaceOf(item.key()), codec.read(item)))
                .toList();
    }

    /// Takes the job from whoever held it, and calls for an execution: the pipe starts one when the turn changes. Does nothing
    /// when the job got further since it was read.
    public void call(WorkspaceId ws, Job job, Instant now) {
        var place = Keys.activeJob(job.due().orElseThrow(), job.id()).sk();
        replaced(ws, job, job.called(now), Condition.equal(Index.WORK.sortField(), place));
    }

    // ---- writing ----

    /// Compares what would be written: DynamoDB refuses a change of nothing, as of times finer than the table keeps.
    private Outcome replaced(WorkspaceId ws, Job before, Job after, Condition condition) {
        var was = codec.encode(ws, before);
        var is = codec.encode(ws, after);
        return was.fields().equals(is.fields()) ? Outcome.DONE
                : written(Change.between(was, is).onlyIf(condition), List.of());
    }

    private Outcome written(Change change, List<Action> with) {
        var action = change.action();
        var actions = new ArrayList<>(List.of(action));
        actions.addAll(with);
        try {
            table.write(actions);
            return Outcome.DONE;
        } catch (ConditionFailed failed) {
            return failed.of(action) ? Outcome.LOST : Outcome.OVERTAKEN;
        }
    }

    private static Change ended(WorkspaceId ws, JobId job, JobState how, Instant now) {
        return Change.at(Keys.job(ws, job))
                .text(JobCodec.STATE, how.name())
                .remove(JobCodec.SEGMENTS)
                .remove(JobCodec.EXECUTION)
                .remove(JobCodec.WAIT_UNTIL)
                .notIndexed(Index.WORK)
                .number(Fields.TTL, now.plus(Limits.JOB_KEPT).getEpochSecond());
    }

    private static Condition active() {
        return Condition.exists(Index.WORK.partitionField());
    }

    /// That it is active and held as it was when it was read.
    private static Condition held(Job job) {
        return Condition.all(active(),
                job.execution()
                        .map(execution -> Condition.equal(JobCodec.EXECUTION, execution))
                        .orElseGet(() -> Condition.missing(JobCodec.EXECUTION)));
    }
}
