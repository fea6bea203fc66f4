package kartei.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.export.Export;
import kartei.domain.export.ExportSchedule;

/// Reports that are made again and again. What is due is found by time; the report and the schedule's next time are written
/// as one, so that no period is reported twice or left out.
public final class ExportSchedules {
    private final Table table;
    private final ExportScheduleCodec codec = new ExportScheduleCodec();

    public ExportSchedules(Table table) {
        this.table = table;
    }

    /// All of a workspace, in the order in which they were made.
    public List<ExportSchedule> all(WorkspaceId ws) {
        return table.query(Keys.schedules(ws), new Range.Prefix(Keys.SCHEDULE), true, Limits.EXPORT_SCHEDULES_MAX + 1)
                .stream()
                .map(codec::read)
                .toList();
    }

    public Optional<ExportSchedule> find(WorkspaceId ws, String id) {
        return table.get(Keys.schedule(ws, id)).map(codec::read);
    }

    /// Makes a schedule; false when what is written `with` it does not hold.
    public boolean add(WorkspaceId ws, ExportSchedule schedule, List<Action> with) {
        return written(Action.put(codec.encode(ws, schedule), Condition.absent()), with);
    }

    /// Puts a schedule in the place of this version of it; false when somebody else has changed it.
    public boolean replace(WorkspaceId ws, ExportSchedule before, ExportSchedule after) {
        return written(Action.put(codec.encode(ws, after), Condition.atVersion(before.version())), List.of());
    }

    /// False when somebody else has changed it.
    public boolean delete(WorkspaceId ws, ExportSchedule schedule) {
        return written(Action.delete(Keys.schedule(ws, schedule.id()), Condition.atVersion(schedule.version())),
                List.of());
    }

    /// A schedule and whose it is.
    public record Due(WorkspaceId workspace, ExportSchedule schedule) {}

    /// What should have been made by now, what has been waiting longest first.
    public List<Due> due(Instant now, int limit) {
        return table.query(Index.WORK, Keys.SCHEDULED, new Range.Below(Times.text(now.plusMillis(1))), true, limit)
                .stream()
                .map(item -> new Due(Keys.workspaceOf(item.key()), codec.read(item)))
                .toList();
    }

    /// Starts the report, where there is to be one, and moves the schedule on; false when somebody else has.
    public boolean start(WorkspaceId ws, ExportSchedule before, ExportSchedule after, Optional<Export> export) {
        return written(Action.put(codec.encode(ws, after), Condition.atVersion(before.version())),
                export.map(report -> Exports.start(ws, report)).orElse(List.of()));
    }

    private boolean written(Action schedule, List<Action> with) {
        var actions = new ArrayList<>(List.of(schedule));
        actions.addAll(with);
        try {
            table.write(actions);
            return true;
        } catch (ConditionFailed otherwise) {
            return false;
        }
    }
}
