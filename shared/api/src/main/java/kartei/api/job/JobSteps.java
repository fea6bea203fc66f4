package kartei.api.job;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.job.Job;
import kartei.domain.job.JobKind;
import kartei.storage.Jobs;

/// The steps of a job, whatever its kind: each reads the job, does its part if its execution still holds it, and says what is
/// next. Any step may be done again at any point.
final class JobSteps {
    private static final String FAILED = "it failed, and is tried again by itself";

    private final Jobs jobs;
    private final Map<JobKind, Work> works;
    private final InstantSource clock;

    JobSteps(Jobs jobs, Map<JobKind, Work> works, InstantSource clock) {
        this.jobs = jobs;
        this.works = Map.copyOf(works);
        this.clock = clock;
    }

    Set<JobKind> kinds() {
        return works.keySet();
    }

    JobAnswer done(JobTask task) {
        return switch (task.step()) {
            case "plan" -> plan(task);
            case "slice" -> round(task);
            case "finish" -> finish(task);
            case "fail" -> fail(task);
            default -> throw new IllegalArgumentException("there is no step " + task.step());
        };
    }

    private JobAnswer plan(JobTask task) {
        return jobs.lease(task.workspace(), task.job(), task.execution(), task.after(), now())
                .map(job -> planned(task, job))
                .orElseGet(JobAnswer.End::new);
    }

    private JobAnswer planned(JobTask task, Job job) {
        if (job.waits(now())) {
            return bounded(task, new JobAnswer.Wait(job.waitUntil().orElseThrow()));
        }
        if (job.segments().isEmpty()) {
            var others = work(task).waits(assignment(task, job));
            if (others.isPresent()) {
                jobs.later(task.workspace(), job, others.get());
                return bounded(task, new JobAnswer.Wait(others.get()));
            }
            var cut = work(task).cut(assignment(task, job));
            var planned = job.cut(cut.cursors(), cut.ofAbout());
            return jobs.cut(task.workspace(), job, planned) == Jobs.Outcome.DONE ? toDo(planned) : plan(task);
        }
        return toDo(job);
    }

    private static JobAnswer toDo(Job job) {
        var numbers = job.segments().orElse(Map.of()).keySet().stream().sorted().toList();
        return numbers.isEmpty() ? new JobAnswer.Finish()
                : new JobAnswer.Segments(numbers, Limits.JOB_ROUNDS_MAX / numbers.size());
    }

    /// As many slices as fit into a round. The job is read again only where somebody else was at it.
    private JobAnswer round(JobTask task) {
        var until = now().plus(Limits.JOB_ROUND_RUNS);
        var job = held(task);
        for (int failures = 0; failures < Limits.WRITE_TRIES_MAX;) {
            var cursor = job.flatMap(Job::segments).flatMap(left -> Optional.ofNullable(left.get(task.segment())));
            if (cursor.isEmpty()) {
                return new JobAnswer.End();
            }
            var advanced = advanced(task, new Assignment(task.workspace(), job.orElseThrow(), until), cursor.get());
            failures = advanced.isPresent() ? 0 : failures + 1;
            job = advanced.or(() -> held(task));
            if (!now().isBefore(until)) {
                return task.rounds() > 1 ? new JobAnswer.Slice(task.segment(), task.rounds() - 1) : new JobAnswer.End();
            }
        }
        throw Rejected.busy();
    }

    private Optional<Job> advanced(JobTask task, Assignment assignment, String cursor) {
        var slice = work(task).slice(assignment, cursor);
        if (slice.next().filter(cursor::equals).isPresent()) {
            throw new IllegalStateException("a slice of " + task.job().value() + " did not get further");
        }
        var job = assignment.job();
        var outcome = jobs.advance(task.workspace(), job, task.segment(),
                new Jobs.Advance(slice.next(), slice.done(), slice.found(), slice.with()), now());
        return outcome == Jobs.Outcome.DONE ? Optional.of(job.advanced(task.segment(), slice.next()))
                : Optional.empty();
    }

    private JobAnswer finish(JobTask task) {
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var job = held(task);
            if (job.isEmpty()) {
                return new JobAnswer.End();
            }
            if (!job.flatMap(Job::segments).orElse(Map.of()).isEmpty()) {
                return new JobAnswer.Continue();
            }
            var answer = finished(task, job.get());
            if (answer.isPresent()) {
                return bounded(task, answer.get());
            }
        }
        throw Rejected.busy();
    }

    /// Nothing when the end met other than was expected.
    private Optional<JobAnswer> finished(JobTask task, Job job) {
        var ws = task.workspace();
        var finish = work(task).finish(assignment(task, job));
        var outcome = switch (finish) {
            case Work.Finish.Done(var with) -> jobs.end(ws, job, with, now());
            case Work.Finish.More() -> Jobs.Outcome.DONE;
            case Work.Finish.Later(var until) -> jobs.later(ws, job, until);
            case Work.Finish.Again(var cut, var about, var from) ->
                jobs.cut(ws, job, job.cut(cut.cursors(), cut.ofAbout()).about(about).later(from));
            case Work.Finish.Refused(var reason, var with) -> jobs.refuse(ws, job, reason, with, now());
        };
        return outcome == Jobs.Outcome.DONE ? Optional.of(after(finish)) : Optional.empty();
    }

    private static JobAnswer after(Work.Finish finish) {
        return switch (finish) {
            case Work.Finish.Done _,Work.Finish.Refused _ -> new JobAnswer.End();
            case Work.Finish.More _ -> new JobAnswer.Finish();
            case Work.Finish.Later(var until) -> new JobAnswer.Wait(until);
            case Work.Finish.Again _ -> new JobAnswer.Continue();
        };
    }

    /// An execution does not decide for ever: its history is bounded.
    private static JobAnswer bounded(JobTask task, JobAnswer answer) {
        var ends = answer instanceof JobAnswer.End;
        return !ends && task.round() >= Limits.JOB_DECISIONS_MAX ? new JobAnswer.Continue() : answer;
    }

    private JobAnswer fail(JobTask task) {
        held(task).ifPresent(job -> jobs.fail(task.workspace(), job, FAILED, now()));
        return new JobAnswer.End();
    }

    /// The job, if the execution still holds it.
    private Optional<Job> held(JobTask task) {
        return jobs.find(task.workspace(), task.job(), now()).filter(job -> job.isHeldBy(task.execution()));
    }

    private Assignment assignment(JobTask task, Job job) {
        return new Assignment(task.workspace(), job, now().plus(Limits.JOB_ROUND_RUNS));
    }

    private Work work(JobTask task) {
        return Optional.ofNullable(works.get(task.job().kind()))
                .orElseThrow(() -> new IllegalArgumentException(task.job().kind() + " is not done here"));
    }

    private Instant now() {
        return clock.instant();
    }
}
