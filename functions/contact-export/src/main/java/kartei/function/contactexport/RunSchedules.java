package kartei.function.contactexport;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

import kartei.domain.Feature;
import kartei.domain.Limits;
import kartei.domain.export.Export;
import kartei.domain.export.ExportPlan;
import kartei.domain.export.ExportSchedule;
import kartei.domain.job.JobId;
import kartei.domain.job.JobKind;
import kartei.domain.workspace.Workspace;
import kartei.storage.ExportSchedules;
import kartei.storage.Workspaces;

/// Starts the reports whose time has come, each of the contacts that changed last in its period. A workspace whose plan has no
/// exports gets none.
record RunSchedules(ExportSchedules schedules, Workspaces workspaces, Supplier<String> ids, InstantSource clock) {

    /// How many were started.
    int run() {
        var started = 0;
        for (int page = 0; page < Limits.SCHEDULES_DUE_PAGES_MAX; page++) {
            var now = clock.instant();
            var due = schedules.due(now, Limits.SCHEDULES_DUE_PAGE);
            for (var one : due) {
                started += start(workspaces.open(one.workspace()), one.schedule(), now) ? 1 : 0;
            }
            if (due.size() < Limits.SCHEDULES_DUE_PAGE) {
                break;
            }
        }
        return started;
    }

    private boolean start(Workspace workspace, ExportSchedule schedule, Instant now) {
        var until = schedule.periodEnd(now);
        var export = workspace.has(Feature.EXPORTS) && schedule.doneUntil().isBefore(until)
                ? Optional.of(new Export(new JobId(JobKind.EXPORT, ids.get()), plan(workspace, schedule, until),
                        Optional.of(schedule.id()), now, Optional.empty(), Optional.empty()))
                : Optional.<Export>empty();
        var after = schedule.done(until, export.map(report -> report.id().value()), now);
        return schedules.start(workspace.id(), schedule, after, export) && export.isPresent();
    }

    private static ExportPlan plan(Workspace workspace, ExportSchedule schedule, Instant until) {
        var plan = schedule.plan();
        var columns = schedule.allColumns() ? new Columns(workspace, plan.layout()).all()
                : new Columns.Chosen(plan.columns(), plan.attributes());
        return new ExportPlan(plan.format(), plan.layout(), plan.zone(), Optional.of(schedule.doneUntil()),
                Optional.of(until), plan.channels(), columns.all(), columns.attributes(), plan.contact(), plan.gzip());
    }
}
