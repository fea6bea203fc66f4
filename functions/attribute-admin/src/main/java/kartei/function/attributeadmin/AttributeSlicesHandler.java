package kartei.function.attributeadmin;

import java.util.Map;

import kartei.api.Ground;
import kartei.api.World;
import kartei.api.job.JobFunction;
import kartei.domain.Limits;
import kartei.domain.job.JobKind;
import kartei.storage.Clearings;
import kartei.storage.Usage;

/// Lambda entry point, for the state machine: slices of the jobs that this module starts.
public final class AttributeSlicesHandler extends JobFunction {
    public AttributeSlicesHandler() {
        this(World.real());
    }

    public AttributeSlicesHandler(World world) {
        var table = Ground.tableOf(world);
        var clearings = new Clearings(table, new Usage(table, world.ids()::below), world.ids()::next,
                Limits.CLEARING_SLICE_ITEMS_MAX);
        super(world, Map.of(JobKind.CLEAR_VALUES, new ClearValues(clearings, world.clock())));
    }
}
