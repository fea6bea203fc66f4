package kartei.function.contactdeletion;

import kartei.api.Ground;
import kartei.api.World;
import kartei.api.job.ScheduledFunction;
import kartei.storage.AutoClearing;
import kartei.storage.PrivacySettings;

/// Lambda entry point, every 15 minutes: starts the jobs that clear contacts and forget old entries of the deletion log.
public final class SweepPrivacyHandler extends ScheduledFunction {
    public SweepPrivacyHandler() {
        this(World.real());
    }

    public SweepPrivacyHandler(World world) {
        var table = Ground.tableOf(world);
        var sweep = new SweepPrivacy(new PrivacySettings(table), new AutoClearing(table), world.clock());
        super(() -> sweep.start() + " started");
    }
}
