package kartei.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.domain.export.Bundle;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;
import kartei.domain.job.JobKind;
import kartei.domain.job.JobState;

/// Access bundles that were asked for, each with the job that makes it, and what its slices have written so far.
///
/// A bundle names all its contacts from its first moment on, at which all of them are alive; it is ready only if they still
/// are. So an erasure, once its contacts are dead, finds every bundle that holds them, and withdraws it.
public final class Bundles {
    private static final BundleCodec CODEC = new BundleCodec();

    private final Table table;
    private final JobCodec jobs = new JobCodec();
    private final BundlePieceCodec pieces = new BundlePieceCodec();

    public Bundles(Table table) {
        this.table = table;
    }

    /// A bundle and its job.
    public record Held(Bundle bundle, Job job) {
        public Bundle.State state(Instant now) {
            return bundle.state(job, now);
        }
    }

    // ---- asked for ----

    /// Puts the bundle and its job if all its contacts are alive, and writes what is to be written `with` it.
    ///
    /// @throws ConditionFailed when one of them is not, or a condition of the rest does not hold
    public void start(WorkspaceId ws, Bundle bundle, List<Action> with) throws ConditionFailed {
        var actions = new ArrayList<>(List.of(Action.put(CODEC.encode(ws, bundle), Condition.absent()),
                Jobs.start(ws, queued(bundle).job())));
        actions.addAll(alive(ws, bundle));
        actions.addAll(with);
        table.write(actions);
    }

    /// One that has just been asked for.
    public static Held queued(Bundle bundle) {
        return new Held(bundle, Job.queued(bundle.id(), Map.of(), bundle.createdAt()));
    }

    private static List<Action> alive(WorkspaceId ws, Bundle bundle) {
        return bundle.contacts()
                .stream()
                .map(contact -> Action.check(Keys.activity(ws, contact), ActivityCodec.alive()))
                .toList();
    }

    public Optional<Held> find(WorkspaceId ws, JobId id, Instant now) {
        var found = table.getAll(List.of(Keys.job(ws, id), Keys.bundle(ws, id)));
        return Optional.ofNullable(found.get(Keys.job(ws, id)))
                .map(jobs::read)
                .filter(job -> isRemembered(job, now))
                .flatMap(job -> Optional.ofNullable(found.get(Keys.bundle(ws, id)))
                        .map(bundle -> new Held(CODEC.read(bundle), job)));
    }

    private static boolean isRemembered(Job job, Instant now) {
        return job.ends().filter(ends -> !ends.isAfter(now)).isEmpty();
    }

    /// Whom the bundle is on, for the job that makes it.
    public Optional<Bundle> find(WorkspaceId ws, JobId id) {
        return table.get(Keys.bundle(ws, id)).map(CODEC::read);
    }

    // ---- made ----

    /// What is written with the cursor of a slice.
    public Action piece(WorkspaceId ws, JobId bundle, BundlePiece piece) {
        return Action.put(pieces.encode(ws, bundle, piece));
    }

    /// All that was put down, in the order of the slices.
    public List<BundlePiece> pieces(WorkspaceId ws, JobId bundle) {
        var all = new ArrayList<BundlePiece>();
        Range range = new Range.Prefix(Keys.BUNDLE_PIECE);
        for (var more = true; more;) {
            var read = table.piece(Keys.parts(ws, bundle), range, true, Limits.QUERY_PAGE_ITEMS_MAX);
            read.items().forEach(item -> all.add(pieces.decode(item)));
            more = read.more();
            if (more) {
                range = new Range.Between(read.items().getLast().key().sk() + '\0',
                        Keys.BUNDLE_PIECE + Character.MAX_VALUE);
            }
        }
        return all;
    }

    /// Whether all its contacts are alive.
    public boolean areAlive(WorkspaceId ws, Bundle bundle) {
        var activities = bundle.contacts().stream().map(contact -> Keys.activity(ws, contact)).toList();
        return table.getAll(activities).size() == activities.size();
    }

    /// What is written with the end of the job that made the file: it holds only if all contacts in it are alive.
    public List<Action> ready(WorkspaceId ws, Bundle bundle, Bundle.Made file, String ulid, Instant now) {
        var made = Change.at(Keys.bundle(ws, bundle.id()))
                .text(BundleCodec.OBJECT, file.object())
                .number(BundleCodec.BYTES, file.bytes())
                .text(BundleCodec.SHA256, file.sha256())
                .time(BundleCodec.MADE_AT, file.at())
                .onlyIf(inForce());
        var actions = new ArrayList<>(
                List.of(made.action(), Exports.clear(ws, bundle.id(), Optional.of(file.object()), ulid, now)));
        actions.addAll(alive(ws, bundle));
        return actions;
    }

    private static Condition inForce() {
        return Condition.all(Condition.present(), Condition.missing(BundleCodec.WITHDRAWN_AT));
    }

    /// Takes away what lies about of a bundle that comes to nothing, as a part of the transaction that says so.
    public static Action clear(WorkspaceId ws, JobId bundle, String ulid, Instant now) {
        return Exports.clear(ws, bundle, ulid, now);
    }

    /// Takes away what is written down of the making. False when nothing is left.
    public boolean forget(WorkspaceId ws, JobId bundle) {
        table.deleteAll(List.of(Keys.exportFile(ws, bundle)));
        var read = table.piece(Keys.parts(ws, bundle), new Range.Prefix(Keys.BUNDLE_PIECE), true,
                Limits.QUERY_PAGE_ITEMS_MAX);
        table.deleteAll(read.items().stream().map(Item::key).toList());
        return read.more();
    }

    /// Says that no object of it is left, with the end of the job that saw to that.
    public Action cleared(WorkspaceId ws, JobId bundle) {
        return Change.at(Keys.bundle(ws, bundle)).flag(BundleCodec.CLEARED, true).onlyIf(Condition.present()).action();
    }

    // ---- withdrawn ----

    /// Whether the bundle holds somebody who was erased so lately that it may not be withdrawn yet.
    public boolean holdsErased(WorkspaceId ws, Bundle bundle) {
        return !Collections.disjoint(new Erased(table).lately(ws).contacts(), bundle.contacts());
    }

    /// The bundles that hold the contact and of which objects may still lie in the bucket, whatever their state.
    public List<JobId> holding(WorkspaceId ws, ContactId contact, Instant now) {
        var holding = new ArrayList<JobId>();
        var all = Keys.jobsOf(JobKind.ACCESS_BUNDLE);
        Range range = new Range.Prefix(all);
        for (var more = true; more;) {
            var read = table.piece(Keys.jobs(ws), range, true, Limits.QUERY_PAGE_ITEMS_MAX);
            var found = read.items().stream().map(jobs::read).filter(job -> isRemembered(job, now)).toList();
            var bundles = table.getAll(found.stream().map(job -> Keys.bundle(ws, job.id())).toList());
            bundles.values()
                    .stream()
                    .map(CODEC::read)
                    .filter(bundle -> !bundle.cleared() && bundle.contacts().contains(contact))
                    .map(Bundle::id)
                    .forEach(holding::add);
            more = read.more();
            if (more) {
                range = new Range.Between(read.items().getLast().key().sk() + '\0', all + Character.MAX_VALUE);
            }
        }
        return holding;
    }

    /// Withdraws a bundle, whatever its state: its file is not given out any more, its job stops, and another one, `ulid`, takes
    /// all its objects away when nothing can still be writing them. Until then they lie under [Reports#bundled].
    /// False when there is no such bundle or that has been done already.
    public boolean withdraw(WorkspaceId ws, JobId id, String ulid, Instant now) {
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var found = table.getAll(List.of(Keys.job(ws, id), Keys.bundle(ws, id)));
            var bundle = Optional.ofNullable(found.get(Keys.bundle(ws, id))).map(CODEC::read);
            if (bundle.isEmpty() || bundle.get().withdrawn().isPresent()) {
                return false;
            }
            var active = Optional.ofNullable(found.get(Keys.job(ws, id))).map(jobs::read).filter(Job::isActive);
            var actions = new ArrayList<>(withdrawn(ws, id, ulid, now));
            active.ifPresent(job -> actions.add(Jobs.stop(ws, id, JobState.CANCELLED, now)));
            if (isWritten(actions)) {
                return true;
            }
        }
        throw Rejected.busy();
    }

    /// What makes a bundle withdrawn, as a part of the transaction that ends its job.
    public static List<Action> withdrawn(WorkspaceId ws, JobId bundle, String ulid, Instant now) {
        var gone = Change.at(Keys.bundle(ws, bundle)).time(BundleCodec.WITHDRAWN_AT, now).onlyIf(inForce());
        return List.of(gone.action(), clear(ws, bundle, ulid, now));
    }

    private boolean isWritten(List<Action> actions) {
        try {
            table.write(actions);
            return true;
        } catch (ConditionFailed changedMeanwhile) {
            return false;
        }
    }
}
