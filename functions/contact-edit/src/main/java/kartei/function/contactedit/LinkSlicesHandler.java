package kartei.function.contactedit;

import java.util.Map;

import kartei.api.Ground;
import kartei.api.World;
import kartei.api.job.JobFunction;
import kartei.api.job.Work;
import kartei.domain.job.JobKind;
import kartei.storage.Directory;
import kartei.storage.Linkings;
import kartei.storage.Marking;
import kartei.storage.Relinking;
import kartei.storage.Secrets;
import kartei.storage.Tallies;
import kartei.storage.WorkspaceKeys;
import kartei.storage.Workspaces;

/// Lambda entry point, for the state machine: slices of the jobs that make, clear and count links.
public final class LinkSlicesHandler extends JobFunction {
    public LinkSlicesHandler() {
        this(World.real());
    }

    public LinkSlicesHandler(World world) {
        super(world, works(world));
    }

    private static Map<JobKind, Work> works(World world) {
        var table = Ground.tableOf(world);
        var keys = new WorkspaceKeys(table, new Secrets(world.kms(), world.environment().require("DATA_KEY_ID")));
        var relinking = new Relinking(table, new Marking(table, keys));
        var tallies = new Tallies(table);
        var walk = new LinkWalk(new Directory(table), tallies, world.clock());
        var linkings = new Linkings(table, world.ids()::next);
        var workspaces = new Workspaces(table);
        return Map.of(JobKind.RELINK, new BuildLinks(workspaces, walk, relinking, linkings, world.clock()),
                JobKind.CLEAR_LINKS, new ClearLinks(workspaces, walk, relinking, linkings), JobKind.MATCHING_PREVIEW,
                new PreviewLinks(workspaces, walk, relinking, tallies, world.clock()));
    }
}
