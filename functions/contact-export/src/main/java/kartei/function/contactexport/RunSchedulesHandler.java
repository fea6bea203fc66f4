package kartei.function.contactexport;

import kartei.api.Ground;
import kartei.api.World;
import kartei.api.job.ScheduledFunction;
import kartei.storage.ExportSchedules;
import kartei.storage.Workspaces;

/// Lambda entry point, every minute: starts the reports whose time has come.
public final class RunSchedulesHandler extends ScheduledFunction {
    public RunSchedulesHandler() {
        this(World.real());
    }

    public RunSchedulesHandler(World world) {
        var table = Ground.tableOf(world);
        var due = new RunSchedules(new ExportSchedules(table), new Workspaces(table), world.ids()::next, world.clock());
        super(() -> due.run() + " started");
    }
}
