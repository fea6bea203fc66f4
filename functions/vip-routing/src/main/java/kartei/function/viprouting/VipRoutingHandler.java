package kartei.function.viprouting;

import kartei.api.Ground;
import kartei.api.World;
import kartei.api.stream.StreamFunction;
import kartei.storage.Standings;
import kartei.storage.Workspaces;

/// Lambda entry point, on changes of contacts and conversations.
public final class VipRoutingHandler extends StreamFunction {
    public VipRoutingHandler() {
        this(World.real());
    }

    public VipRoutingHandler(World world) {
        var table = Ground.tableOf(world);
        var routing = new RouteContact(new Workspaces(table), new Standings(table), world::backOff);
        super(world.clock(), change -> Occasion.of(change).ifPresent(routing::route));
    }
}
