package kartei.function.contactdeletion;

import java.util.Map;

import kartei.api.World;
import kartei.api.job.JobFunction;
import kartei.api.job.Work;
import kartei.domain.job.JobKind;

/// Lambda entry point, for the state machine: slices of the jobs that erase.
public final class ErasureSlicesHandler extends JobFunction {
    public ErasureSlicesHandler() {
        this(World.real());
    }

    public ErasureSlicesHandler(World world) {
        super(world, works());
    }

    private static Map<JobKind, Work> works() {
        return Map.of();
    }
}
