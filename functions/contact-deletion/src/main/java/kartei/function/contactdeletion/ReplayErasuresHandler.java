package kartei.function.contactdeletion;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

import kartei.api.Ground;
import kartei.api.World;
import kartei.api.job.ScheduledFunction;
import kartei.storage.Jobs;
import kartei.storage.Ledger;

/// Lambda entry point, called by hand after the table was restored and before traffic is let to it: has the erasures of all
/// workspaces done again.
public final class ReplayErasuresHandler extends ScheduledFunction {
    public ReplayErasuresHandler() {
        this(World.real());
    }

    public ReplayErasuresHandler(World world) {
        var ledger = new Ledger(world::s3, world.environment().require("LEDGER_BUCKET"));
        var jobs = new Jobs(Ground.tableOf(world));
        super(() -> started(ledger, jobs, world.ids()::next, world.clock()) + " workspaces");
    }

    private static long started(Ledger ledger, Jobs jobs, Supplier<String> ids, InstantSource clock) {
        return ledger.workspaces()
                .stream()
                .filter(ws -> jobs.begin(ws, ReplayErasures.job(ids.get(), clock.instant()), List.of()))
                .count();
    }
}
