package kartei.api.job;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kartei.storage.Action;

/// What one kind of job does, cut into slices that may each be done twice, or be left in the middle.
///
/// A new kind of job is: a constant of [kartei.domain.job.JobKind]; its `Work`, in the slices function of a module
/// ([JobFunction]); a branch in `functions/jobs.asl.json` with that function's alias; and, where its cause is written,
/// `Jobs.start(ws, Job.queued(…))` in the same transaction. A job that follows a changed setting is
/// `Job.queued(…).afterRequests()`.
///
/// None of the methods is called by two executions at once, but by a second one while a lost first one may still be at it: what
/// they write by themselves has to be conditional on what they read. What they hand back is written together with the job,
/// and only if the execution still holds it.
public interface Work {

    /// Until when the work has to wait before it begins, when others go before it; asked again then.
    default Optional<Instant> waits(Assignment assignment) {
        return Optional.empty();
    }

    /// How the work is cut into segments. Called until its answer is kept.
    Cut cut(Assignment assignment);

    /// Does a slice of a segment, from `cursor` on.
    Slice slice(Assignment assignment, String cursor);

    /// Ends the work, when all segments have come to their ends. May be called again after it has done its part.
    Finish finish(Assignment assignment);

    /// Where each segment begins (at most 16, worked on side by side; none when there is nothing to do), and of about how much
    /// the progress will be.
    record Cut(List<String> cursors, long ofAbout) {
        public Cut {
            cursors = List.copyOf(cursors);
        }
    }

    /// A slice that is done: where the next one begins, or nothing at the end of the segment; how much progress it was; how much
    /// it `found` of what the work counts; and what is to be written together with the new cursor (at most 99 actions). When a condition of these does not hold, the slice
    /// is asked for again.
    record Slice(Optional<String> next, long done, long found, List<Action> with) {
        public Slice {
            with = List.copyOf(with);
        }

        public Slice(Optional<String> next, long done, List<Action> with) {
            this(next, done, 0, with);
        }

        public static Slice upTo(String next, long done) {
            return new Slice(Optional.of(next), done, List.of());
        }

        public static Slice last(long done) {
            return new Slice(Optional.empty(), done, List.of());
        }
    }

    /// How the work ends.
    sealed interface Finish {

        /// It has been done; `with` is written together with the job's end. When a condition of these does not hold, the end is
        /// asked for again.
        record Done(List<Action> with) implements Finish {
            public Done {
                with = List.copyOf(with);
            }
        }

        /// There is more to do at the end than one call takes; it is asked for again.
        record More() implements Finish {}

        /// It cannot end before this time; it is asked for again then.
        record Later(Instant until) implements Finish {}

        /// All of it has to be walked through again, from this time on; `about` is what the job is about from now on.
        record Again(Cut cut, Map<String, String> about, Instant from) implements Finish {
            public Again {
                about = Map.copyOf(about);
            }
        }

        /// It cannot be done, and trying again would not change that. `reason` is for the admin who asked for it; `with` is
        /// written together with the job's end.
        record Refused(String reason, List<Action> with) implements Finish {
            public Refused {
                with = List.copyOf(with);
            }
        }
    }
}
