package kartei.storage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.export.Import;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;

/// Files that are read back, each with the job that does it once it is started.
public final class Imports {
    private final Table table;
    private final ImportCodec codec = new ImportCodec();
    private final JobCodec jobs = new JobCodec();

    public Imports(Table table) {
        this.table = table;
    }

    /// An import, and its job when it is started.
    public record Held(Import imported, Optional<Job> job) {
        public Import.State state() {
            return imported.state(job);
        }
    }

    /// What puts an import that was just asked for.
    public static Action announce(WorkspaceId ws, Import imported) {
        return Action.put(new ImportCodec().encode(ws, imported), Condition.absent());
    }

    /// What starts it, unless somebody has.
    public static List<Action> start(WorkspaceId ws, Import started) {
        var at = started.file().orElseThrow().startedAt();
        return List.of(
                Action.put(new ImportCodec().encode(ws, started),
                        Condition.all(Condition.present(), Condition.missing(ImportCodec.STARTED_AT))),
                Jobs.start(ws, Job.queued(started.id(), Map.of(), at)));
    }

    /// Writes these as one.
    ///
    /// @throws ConditionFailed when a condition of theirs does not hold
    public void write(List<Action> actions) throws ConditionFailed {
        table.write(actions);
    }

    /// As long as it is remembered: for a month, from its end where it was started.
    public Optional<Held> find(WorkspaceId ws, JobId id, Instant now) {
        var found = table.getAll(List.of(Keys.job(ws, id), Keys.imported(ws, id)));
        return Optional.ofNullable(found.get(Keys.imported(ws, id)))
                .map(item -> new Held(codec.read(item),
                        Optional.ofNullable(found.get(Keys.job(ws, id))).map(jobs::read)))
                .filter(held -> isRemembered(held, now));
    }

    private static boolean isRemembered(Held held, Instant now) {
        return held.job().isPresent() ? held.job().flatMap(Job::ends).filter(ends -> !ends.isAfter(now)).isEmpty()
                : held.imported().file().isEmpty() && now.isBefore(held.imported().createdAt().plus(Limits.JOB_KEPT));
    }

    /// The import, for the job that reads its file.
    public Optional<Import> find(WorkspaceId ws, JobId id) {
        return table.get(Keys.imported(ws, id)).map(codec::read);
    }

    /// What is written with the cursor of a slice that has changed what is known of the import, or with the job's end.
    public static Action changed(WorkspaceId ws, Import imported) {
        return Action.put(new ImportCodec().encode(ws, imported), Condition.present());
    }

    /// What is written with the job's end: all that lies about but the lines that were not taken is cleared away.
    public static List<Action> end(WorkspaceId ws, Import ended, String ulid, Instant now) {
        var object = ended.rejects().map(Import.Rejects::object);
        return List.of(changed(ws, ended), Exports.clear(ws, ended.id(), object, ulid, now));
    }
}
