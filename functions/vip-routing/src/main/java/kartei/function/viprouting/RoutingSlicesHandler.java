package kartei.function.viprouting;

import java.util.Map;

import kartei.api.Ground;
import kartei.api.World;
import kartei.api.job.JobFunction;
import kartei.domain.job.JobKind;
import kartei.storage.Directory;
import kartei.storage.Members;
import kartei.storage.Standings;
import kartei.storage.Walks;
import kartei.storage.Workspaces;

/// Lambda entry point, for the state machine: slices of the jobs that put conversations and memberships right.
public final class RoutingSlicesHandler extends JobFunction {
    public RoutingSlicesHandler() {
        this(World.real());
    }

    public RoutingSlicesHandler(World world) {
        var table = Ground.tableOf(world);
        var workspaces = new Workspaces(table);
        var walks = new Walks(table);
        var directory = new Directory(table);
        var right = new PutRight(walks, directory, new RouteContact(workspaces, new Standings(table), world::backOff));
        super(world,
                Map.of(JobKind.RESCORE, new Rescore(workspaces, walks, directory, right), JobKind.RECONCILE,
                        new Reconcile(workspaces, directory, right), JobKind.GROUP_PREVIEW,
                        new CountMembers(workspaces, directory, new Members(table), world.clock())));
    }
}
