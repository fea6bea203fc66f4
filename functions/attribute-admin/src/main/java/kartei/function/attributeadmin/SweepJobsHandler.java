package kartei.function.attributeadmin;

import kartei.api.Ground;
import kartei.api.World;
import kartei.api.job.ScheduledFunction;
import kartei.storage.Jobs;

/// Lambda entry point, every minute: calls for an execution of each job that waited, was lost or failed.
public final class SweepJobsHandler extends ScheduledFunction {
    public SweepJobsHandler() {
        this(World.real());
    }

    public SweepJobsHandler(World world) {
        var sweep = new SweepJobs(new Jobs(Ground.tableOf(world)), world.clock());
        super(() -> sweep.sweep() + " called");
    }
}
