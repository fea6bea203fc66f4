package kartei.function.attributeadmin;

import kartei.api.Ground;
import kartei.api.World;
import kartei.api.stream.StreamFunction;
import kartei.domain.Limits;
import kartei.storage.Clearings;
import kartei.storage.Usage;

/// Lambda entry point, on changes of clearings. It hears what it writes, on purpose: that is how a clearing goes on.
public final class ClearValuesHandler extends StreamFunction {
    public ClearValuesHandler() {
        this(World.real());
    }

    public ClearValuesHandler(World world) {
        var table = Ground.tableOf(world);
        var clearings = new Clearings(table, new Usage(table, world.ids()::below), world.ids()::next,
                Limits.CLEARING_SLICE_ITEMS_MAX);
        super(new ClearValues(clearings, world::backOff)::goOn);
    }
}
