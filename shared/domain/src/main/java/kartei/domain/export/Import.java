package kartei.domain.export;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kartei.domain.Limits;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;

/// A report that is to be read back: asked for, then put into the bucket by whoever asked, then read by a job of the same id.
///
/// `file` is what lay there when the job was started. Lines that were not taken are `rejected`; which and why lies in objects,
/// whose ULIDs are `parts`, until the end makes one of them. `fault` is why it cannot be read on.
public record Import(
        JobId id,
        Instant createdAt,
        Optional<File> file,
        long rejected,
        List<String> parts,
        Optional<String> fault,
        Optional<Rejects> rejects) {

    public Import {
        parts = List.copyOf(parts);
    }

    /// What was uploaded: its size, and the entity tag that changes with its content.
    public record File(long bytes, String tag, Instant startedAt) {}

    /// The lines that were not taken, as one object.
    public record Rejects(String object, Instant at) {
        public boolean isKept(Instant now) {
            return now.isBefore(at.plus(Limits.EXPORT_KEPT));
        }
    }

    /// How an import stands (api.md, imports).
    public enum State {
        UPLOADING,
        QUEUED,
        RUNNING,
        READY,
        FAILED
    }

    public static Import announced(JobId id, Instant now) {
        return new Import(id, now, Optional.empty(), 0, List.of(), Optional.empty(), Optional.empty());
    }

    /// How it stands by what its job says, if there is one yet.
    public State state(Optional<Job> job) {
        return job.map(started -> switch (started.state()) {
            case QUEUED -> State.QUEUED;
            case RUNNING -> State.RUNNING;
            case READY -> State.READY;
            case FAILED, CANCELLED, REPLACED -> State.FAILED;
        }).orElse(State.UPLOADING);
    }

    public Import started(File uploaded) {
        return new Import(id, createdAt, Optional.of(uploaded), rejected, parts, fault, rejects);
    }

    /// With so many lines more that were not taken, put down under this ULID.
    public Import rejected(long more, String ulid) {
        var all = new ArrayList<>(parts);
        all.add(ulid);
        return new Import(id, createdAt, file, rejected + more, all, fault, rejects);
    }

    public Import broken(String why) {
        return new Import(id, createdAt, file, rejected, parts, Optional.of(why), rejects);
    }

    public Import ended(String object, Instant at) {
        return new Import(id, createdAt, file, rejected, parts, fault, Optional.of(new Rejects(object, at)));
    }
}
