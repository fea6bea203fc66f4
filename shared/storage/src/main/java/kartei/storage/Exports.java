package kartei.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kartei.domain.Limits;
import kartei.domain.Page;
import kartei.domain.WorkspaceId;
import kartei.domain.export.Export;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;
import kartei.domain.job.JobKind;
import kartei.domain.job.JobState;

/// Reports that were asked for, each with the job that makes it, and the rows that its slices have written so far.
public final class Exports {
    private static final String EXPORT = "export";
    private static final String KEEPS = "keeps";

    private final Table table;
    private final ExportCodec codec = new ExportCodec();
    private final JobCodec jobs = new JobCodec();
    private final ExportPartCodec parts = new ExportPartCodec();

    public Exports(Table table) {
        this.table = table;
    }

    /// A report and its job.
    public record Held(Export export, Job job) {
        public Export.State state(Instant now) {
            return export.state(job, now);
        }
    }

    // ---- asked for ----

    /// What puts the report and its job, as a part of the transaction of its cause.
    public static List<Action> start(WorkspaceId ws, Export export) {
        return List.of(Action.put(new ExportCodec().encode(ws, export), Condition.absent()),
                Jobs.start(ws, queued(export).job()));
    }

    /// A report that has just been asked for. That of a schedule begins when every request has ended that may still write a
    /// change of its period.
    public static Held queued(Export export) {
        var job = Job.queued(export.id(), Map.of(), export.createdAt());
        return new Held(export, export.schedule().isPresent() ? job.afterRequests() : job);
    }

    /// Writes these as one.
    ///
    /// @throws ConditionFailed when a condition of theirs does not hold
    public void write(List<Action> actions) throws ConditionFailed {
        table.write(actions);
    }

    public Optional<Held> find(WorkspaceId ws, JobId id, Instant now) {
        var found = table.getAll(List.of(Keys.job(ws, id), Keys.export(ws, id)));
        return Optional.ofNullable(found.get(Keys.job(ws, id)))
                .flatMap(job -> Optional.ofNullable(found.get(Keys.export(ws, id)))
                        .map(export -> new Held(codec.read(export), jobs.read(job))))
                .filter(held -> isRemembered(held.job(), now));
    }

    private static boolean isRemembered(Job job, Instant now) {
        return job.ends().filter(ends -> !ends.isAfter(now)).isEmpty();
    }

    /// What the report is to hold, for the job that makes it.
    public Optional<Export> find(WorkspaceId ws, JobId id) {
        return table.get(Keys.export(ws, id)).map(codec::read);
    }

    /// The newest first; `before` is the id of the last one of the page before.
    public Page<Held> list(WorkspaceId ws, Optional<String> before, int limit, Instant now) {
        var range = before.<Range>map(id -> new Range.Between(Keys.EXPORTS, Keys.EXPORTS + id))
                .orElseGet(() -> new Range.Prefix(Keys.EXPORTS));
        var read = table.piece(Keys.jobs(ws), range, false, limit + 1);
        var found = read.items()
                .stream()
                .map(jobs::read)
                .filter(job -> before.filter(job.id().ulid()::equals).isEmpty())
                .toList();
        var shown = found.subList(0, Math.min(limit, found.size()));
        var exports = table.getAll(shown.stream().map(job -> Keys.export(ws, job.id())).toList());
        var held = shown.stream()
                .filter(job -> isRemembered(job, now))
                .flatMap(job -> Optional.ofNullable(exports.get(Keys.export(ws, job.id())))
                        .map(item -> new Held(codec.read(item), job))
                        .stream())
                .toList();
        var more = found.size() > shown.size() || read.more();
        return new Page<>(held, more && !shown.isEmpty() ? Optional.of(shown.getLast().id().ulid()) : Optional.empty());
    }

    // ---- made ----

    /// What is written with the cursor of a slice that has put rows down.
    public Action part(WorkspaceId ws, JobId export, ExportPart part) {
        return Action.put(parts.encode(ws, export, part));
    }

    /// All rows that were put down, in the order of the file.
    public List<ExportPart> parts(WorkspaceId ws, JobId export) {
        return parts(ws, export, Keys.EXPORT_PART);
    }

    /// The same of one segment.
    List<ExportPart> parts(WorkspaceId ws, JobId export, int segment) {
        return parts(ws, export, Keys.exportParts(segment));
    }

    private List<ExportPart> parts(WorkspaceId ws, JobId export, String prefix) {
        var all = new ArrayList<ExportPart>();
        Range range = new Range.Prefix(prefix);
        for (var more = true; more;) {
            var piece = table.piece(Keys.parts(ws, export), range, true, Limits.QUERY_PAGE_ITEMS_MAX);
            piece.items().forEach(item -> all.add(parts.decode(item)));
            more = piece.more();
            if (more) {
                range = new Range.Between(piece.items().getLast().key().sk() + '\0', prefix + Character.MAX_VALUE);
            }
        }
        return all;
    }

    /// How far the one file is; nothing before it is begun.
    public Optional<ExportFile> file(WorkspaceId ws, JobId export) {
        return table.get(Keys.exportFile(ws, export)).map(ExportFileCodec::decode);
    }

    /// Writes down how far the file is, unless somebody else got further since it was read.
    public void file(WorkspaceId ws, JobId export, Optional<ExportFile> before, ExportFile after, Instant now) {
        var item = ExportFileCodec.encode(Keys.exportFile(ws, export), after)
                .number(Fields.TTL, now.plus(Limits.JOB_KEPT).getEpochSecond());
        var condition = before.map(ExportFileCodec::is).orElseGet(Condition::absent);
        written(List.of(Action.put(item, condition)));
    }

    /// What is written with the end of the job that made the file; does not hold when somebody was erased since the workspace's
    /// erasures stood at `seq`.
    public List<Action> ready(WorkspaceId ws, Export made, long seq, String ulid, Instant now) {
        return List.of(Action.put(codec.encode(ws, made), Condition.present()),
                clear(ws, made.id(), made.made().map(Export.Made::object), ulid, now), Erased.unchanged(ws, seq));
    }

    /// Takes away what rows lie about of an export that comes to nothing, as a part of the transaction that says so.
    public static Action clear(WorkspaceId ws, JobId export, String ulid, Instant now) {
        return clear(ws, export, Optional.empty(), ulid, now);
    }

    /// The same where one object stays.
    static Action clear(WorkspaceId ws, JobId of, Optional<String> keeps, String ulid, Instant now) {
        var about = keeps.map(object -> Map.of(EXPORT, of.value(), KEEPS, object))
                .orElseGet(() -> Map.of(EXPORT, of.value()));
        return Jobs.start(ws, Job.queued(new JobId(JobKind.CLEAR_EXPORT, ulid), about, now).afterSlices());
    }

    /// The export or import that a job clears up after.
    public static JobId exportOf(Job clearing) {
        return JobId.of(clearing.about(EXPORT)).orElseThrow();
    }

    /// The object of the export's file, when that stays.
    public static Optional<String> keptBy(Job clearing) {
        return Optional.ofNullable(clearing.about().get(KEEPS));
    }

    /// Takes away what is written down of the file's making; of its parts too, unless the file stays: they say whom it holds.
    /// False when nothing is left.
    public boolean forget(WorkspaceId ws, JobId export, boolean parts) {
        table.deleteAll(List.of(Keys.exportFile(ws, export), Keys.exportCheck(ws, export)));
        if (!parts) {
            return false;
        }
        var piece = table.piece(Keys.parts(ws, export), new Range.Prefix(Keys.EXPORT_PART), true,
                Limits.QUERY_PAGE_ITEMS_MAX);
        table.deleteAll(piece.items().stream().map(Item::key).toList());
        return piece.more();
    }

    // ---- ended otherwise ----

    /// Stops an export that is not ready, and has what it leaves cleared away; false when it has ended already.
    public boolean cancel(WorkspaceId ws, JobId export, String ulid, Instant now) {
        return written(List.of(Jobs.stop(ws, export, JobState.CANCELLED, now), clear(ws, export, ulid, now)));
    }

    /// Takes the file away; false when that has been done already.
    public boolean remove(WorkspaceId ws, Export export, Export.Why why, String ulid, Instant now) {
        var gone = Action.put(codec.encode(ws, export.gone(now, why)), Condition.missing("goneAt"));
        return written(List.of(gone, clear(ws, export.id(), ulid, now)));
    }

    private boolean written(List<Action> actions) {
        try {
            table.write(actions);
            return true;
        } catch (ConditionFailed endedAlready) {
            return false;
        }
    }
}
