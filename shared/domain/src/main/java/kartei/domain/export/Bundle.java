package kartei.domain.export;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import kartei.domain.Limits;
import kartei.domain.contact.ContactId;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;
import kartei.domain.link.Person;

/// An access bundle: one file with everything that is held on a person. Whose it is was settled when it was asked for.
///
/// `withdrawn` says when it was, since it held a contact that was erased; `cleared`, that nothing of it lies anywhere any more.
public record Bundle(
        JobId id,
        Person person,
        Instant createdAt,
        Optional<Made> made,
        Optional<Instant> withdrawn,
        boolean cleared) {

    /// The file: under which object, its size and its hash.
    public record Made(String object, long bytes, String sha256, Instant at) {
        public Instant expiresAt() {
            return at.plus(Limits.BUNDLE_KEPT);
        }
    }

    /// How a bundle stands, in the words of exports (api.md).
    public enum State {
        QUEUED,
        RUNNING,
        READY,
        FAILED,
        EXPIRED,
        WITHDRAWN
    }

    public static Bundle asked(JobId id, Person person, Instant now) {
        return new Bundle(id, person, now, Optional.empty(), Optional.empty(), false);
    }

    public Bundle made(Made file) {
        return new Bundle(id, person, createdAt, Optional.of(file), withdrawn, cleared);
    }

    /// The contacts in it, by their ids.
    public List<ContactId> contacts() {
        return person.contacts().stream().sorted(ContactId.ORDER).toList();
    }

    /// How it stands by what its job says.
    public State state(Job job, Instant now) {
        if (withdrawn.isPresent()) {
            return State.WITHDRAWN;
        }
        return switch (job.state()) {
            case QUEUED -> State.QUEUED;
            case RUNNING -> State.RUNNING;
            case FAILED, CANCELLED, REPLACED -> State.FAILED;
            case READY -> made.filter(file -> now.isBefore(file.expiresAt())).isPresent() ? State.READY : State.EXPIRED;
        };
    }

    /// Whether it has taken so long that the bucket may have dropped what it is made of.
    public boolean isLate(Instant now) {
        return !now.isBefore(createdAt.plus(Limits.BUNDLE_MADE_WITHIN));
    }
}
