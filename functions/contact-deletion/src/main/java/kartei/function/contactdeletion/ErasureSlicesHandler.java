package kartei.function.contactdeletion;

import java.util.Map;

import kartei.api.Ground;
import kartei.api.World;
import kartei.api.job.JobFunction;
import kartei.api.job.Work;
import kartei.domain.job.JobKind;
import kartei.storage.AutoClearing;
import kartei.storage.Marking;
import kartei.storage.PrivacySettings;
import kartei.storage.RestingContacts;
import kartei.storage.Secrets;
import kartei.storage.Usage;
import kartei.storage.WorkspaceKeys;
import kartei.storage.Workspaces;

/// Lambda entry point, for the state machine: slices of the jobs that erase.
public final class ErasureSlicesHandler extends JobFunction {
    public ErasureSlicesHandler() {
        this(World.real());
    }

    public ErasureSlicesHandler(World world) {
        super(world, works(world));
    }

    private static Map<JobKind, Work> works(World world) {
        return Map.of(JobKind.AUTO_CLEAR, autoClear(world));
    }

    private static Work autoClear(World world) {
        var table = Ground.tableOf(world);
        var keys = new WorkspaceKeys(table, new Secrets(world.kms(), world.environment().require("DATA_KEY_ID")));
        var contacts = new RestingContacts(table, new Workspaces(table), new Usage(table, world.ids()::below),
                new Marking(table, keys), world.ids()::next);
        return new AutoClear(new PrivacySettings(table), new AutoClearing(table), contacts, world.clock());
    }
}
