package kartei.domain.export;

import java.time.Instant;
import java.util.Optional;

import kartei.domain.Limits;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;

/// A report that somebody asked for: what it is to hold, and the file once it is made. `gone` says when and why its file was
/// taken away before its time.
public record Export(
        JobId id,
        ExportPlan plan,
        Optional<String> schedule,
        Instant createdAt,
        Optional<Made> made,
        Optional<Gone> gone) {

    /// The file: under which object, its rows, and size and hash as it is downloaded.
    public record Made(String object, long rows, long bytes, String sha256, Instant at) {
        public Instant expiresAt() {
            return at.plus(Limits.EXPORT_KEPT);
        }
    }

    public record Gone(Instant at, Why why) {}

    /// Why a file is no longer there.
    public enum Why {
        /// An admin took it away.
        REMOVED,
        /// It held a contact that was erased.
        WITHDRAWN
    }

    /// How a report stands (api.md, exports).
    public enum State {
        QUEUED,
        RUNNING,
        READY,
        FAILED,
        CANCELLED,
        EXPIRED,
        WITHDRAWN
    }

    /// How it stands by what its job says.
    public State state(Job job, Instant now) {
        return switch (job.state()) {
            case QUEUED -> State.QUEUED;
            case RUNNING -> State.RUNNING;
            case FAILED -> State.FAILED;
            case CANCELLED, REPLACED -> State.CANCELLED;
            case READY -> gone.map(Gone::why)
                    .map(why -> why == Why.WITHDRAWN ? State.WITHDRAWN : State.EXPIRED)
                    .orElseGet(() -> isKept(now) ? State.READY : State.EXPIRED);
        };
    }

    private boolean isKept(Instant now) {
        return made.filter(file -> now.isBefore(file.expiresAt())).isPresent();
    }

    public Export gone(Instant at, Why why) {
        return new Export(id, plan, schedule, createdAt, made, Optional.of(new Gone(at, why)));
    }

    public Export made(Made file) {
        return new Export(id, plan, schedule, createdAt, Optional.of(file), gone);
    }
}
