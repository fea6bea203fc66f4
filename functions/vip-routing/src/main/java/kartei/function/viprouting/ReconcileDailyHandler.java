package kartei.function.viprouting;

import kartei.api.Ground;
import kartei.api.World;
import kartei.api.job.ScheduledFunction;
import kartei.storage.Jobs;
import kartei.storage.Reconciling;

/// Lambda entry point, every day: starts the jobs that compare what the stream keeps up to date with the table.
public final class ReconcileDailyHandler extends ScheduledFunction {
    public ReconcileDailyHandler() {
        this(World.real());
    }

    public ReconcileDailyHandler(World world) {
        var table = Ground.tableOf(world);
        var daily = new ReconcileDaily(new Reconciling(table), new Jobs(table), world.clock());
        super(() -> daily.start() + " started");
    }
}
