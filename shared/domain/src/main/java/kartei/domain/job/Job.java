package kartei.domain.job;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import kartei.domain.Limits;

/// Long work that goes on behind an answer, in slices. `about` is what its kind needs to know; it names no person.
///
/// `segments` are the cursors of the parts that are not done, by number; none at all before the work is planned. `execution`
/// is who holds it. `due` is when the sweeper looks at it unless it gets further before; a job without it has ended. `ends` is
/// when one that has ended is forgotten.
public record Job(
        JobId id,
        JobState state,
        Map<String, String> about,
        Progress progress,
        Optional<String> reason,
        Optional<Map<Integer, String>> segments,
        Optional<String> execution,
        int attempts,
        Turn turn,
        Optional<Instant> waitUntil,
        Optional<Instant> due,
        Instant createdAt,
        Optional<Instant> ends) {

    public Job {
        about = Map.copyOf(about);
        segments = segments.map(Map::copyOf);
    }

    /// How much is done, of about how much; and how much was found of what the work counts.
    public record Progress(long done, long ofAbout, long found) {
        public static final Progress NONE = new Progress(0, 0, 0);

        public Progress(long done, long ofAbout) {
            this(done, ofAbout, 0);
        }
    }

    /// Whose turn it is: the pipe starts an execution when a job is inserted, and whenever this changes.
    public enum Turn {
        A,
        B;

        public Turn other() {
            return this == A ? B : A;
        }
    }

    /// A new job, to be put into the table in the transaction of its cause.
    public static Job queued(JobId id, Map<String, String> about, Instant now) {
        return new Job(id, JobState.QUEUED, about, Progress.NONE, Optional.empty(), Optional.empty(), Optional.empty(),
                0, Turn.A, Optional.empty(), Optional.of(now.plus(Limits.JOB_START_WITHIN)), now, Optional.empty());
    }

    /// The same for a job that follows a changed setting: it does nothing before every request has ended that may have begun
    /// before the change.
    public Job afterRequests() {
        return after(Limits.JOB_WAITS_FOR_REQUESTS);
    }

    /// The same for a job that follows another one, of which a slice may still be under way.
    public Job afterSlices() {
        return after(Limits.JOB_WAITS_FOR_SLICES);
    }

    private Job after(Duration wait) {
        var until = createdAt.plus(wait);
        return new Job(id, state, about, progress, reason, segments, execution, attempts, turn, Optional.of(until),
                Optional.of(until.plus(Limits.JOB_START_WITHIN)), createdAt, ends);
    }

    /// The job in the hands of an execution.
    public Job heldBy(String newExecution, Instant now) {
        var nowState = segments.isEmpty() ? JobState.QUEUED : JobState.RUNNING;
        var silentFrom = waitUntil.filter(now::isBefore).orElse(now);
        return new Job(id, nowState, about, progress, Optional.empty(), segments, Optional.of(newExecution), attempts,
                turn, waitUntil, Optional.of(silentFrom.plus(Limits.JOB_LEASE)), createdAt, ends);
    }

    /// The job cut into segments that begin at these cursors; what is done so far stays done.
    public Job cut(List<String> cursors, long ofAbout) {
        if (cursors.size() > Limits.JOB_SEGMENTS_MAX) {
            throw new IllegalArgumentException("a job has at most " + Limits.JOB_SEGMENTS_MAX + " segments");
        }
        var numbered = IntStream.range(0, cursors.size()).boxed().collect(Collectors.toMap(n -> n, cursors::get));
        return new Job(id, JobState.RUNNING, about, new Progress(progress.done(), ofAbout, progress.found()), reason,
                Optional.of(numbered), execution, attempts, turn, waitUntil, due, createdAt, ends);
    }

    /// The job with a segment at another place, or at its end.
    public Job advanced(int segment, Optional<String> next) {
        var left = new HashMap<>(segments.orElse(Map.of()));
        left.remove(segment);
        next.ifPresent(cursor -> left.put(segment, cursor));
        return new Job(id, state, about, progress, reason, Optional.of(left), execution, 0, turn, waitUntil, due,
                createdAt, ends);
    }

    /// The job with something else that it is about.
    public Job about(Map<String, String> other) {
        return new Job(id, state, other, progress, reason, segments, execution, attempts, turn, waitUntil, due,
                createdAt, ends);
    }

    /// The job, which goes on at `until` and not before.
    public Job later(Instant until) {
        var begun = segments.isPresent() ? state : JobState.QUEUED;
        return new Job(id, begun, about, progress, reason, segments, execution, attempts, turn, Optional.of(until),
                Optional.of(until.plus(Limits.JOB_LEASE)), createdAt, ends);
    }

    /// The job in nobody's hands, with a call for an execution.
    public Job called(Instant now) {
        return new Job(id, state, about, progress, reason, segments, Optional.empty(),
                state == JobState.FAILED ? attempts : attempts + 1, turn.other(), waitUntil,
                Optional.of(now.plus(Limits.JOB_START_WITHIN)), createdAt, ends);
    }

    /// Whether it has not ended, in whatever way.
    public boolean isActive() {
        return due.isPresent();
    }

    public boolean isHeldBy(String someExecution) {
        return isActive() && execution.filter(someExecution::equals).isPresent();
    }

    /// Whether an execution may take it: nobody holds it, or itself does, or the one whose work it continues.
    public boolean isFreeFor(String someExecution, Optional<String> after) {
        return isActive()
                && execution.filter(held -> !held.equals(someExecution) && !after.equals(Optional.of(held))).isEmpty();
    }

    public boolean waits(Instant now) {
        return waitUntil.filter(now::isBefore).isPresent();
    }

    /// How long after a failure it is tried again: longer with each attempt in a row that got nowhere.
    public Duration backoff() {
        var factor = 1L << Math.min(attempts, 16);
        var wait = Limits.JOB_RETRY_FIRST.multipliedBy(factor);
        return wait.compareTo(Limits.JOB_RETRY_MAX) < 0 ? wait : Limits.JOB_RETRY_MAX;
    }

    /// What it is about under `name`.
    public String about(String name) {
        return Optional.ofNullable(about.get(name))
                .orElseThrow(() -> new IllegalStateException(id.value() + " is not about a " + name));
    }
}
