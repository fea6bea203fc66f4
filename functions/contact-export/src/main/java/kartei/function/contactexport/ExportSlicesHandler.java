package kartei.function.contactexport;

import java.util.Map;

import kartei.api.Ground;
import kartei.api.World;
import kartei.api.job.JobFunction;
import kartei.api.job.Work;
import kartei.domain.job.JobKind;
import kartei.storage.Contacts;
import kartei.storage.Directory;
import kartei.storage.Exports;
import kartei.storage.Marking;
import kartei.storage.Persons;
import kartei.storage.Reports;
import kartei.storage.Secrets;
import kartei.storage.Usage;
import kartei.storage.WorkspaceKeys;
import kartei.storage.Workspaces;

/// Lambda entry point, for the state machine: slices of the jobs that make report files and clear up after them.
public final class ExportSlicesHandler extends JobFunction {
    public ExportSlicesHandler() {
        this(World.real());
    }

    public ExportSlicesHandler(World world) {
        super(world, works(world));
    }

    private static Map<JobKind, Work> works(World world) {
        var table = Ground.tableOf(world);
        var keys = new WorkspaceKeys(table, new Secrets(world.kms(), world.environment().require("DATA_KEY_ID")));
        var marking = new Marking(table, keys);
        var contacts = new Contacts(table, new Usage(table, world.ids()::below), marking, world.ids()::next,
                world::backOff);
        var directory = new Directory(table);
        var workspaces = new Workspaces(table);
        var exports = new Exports(table);
        var reports = new Reports(world::s3, world::presigner, world.environment().require("REPORTS_BUCKET"));
        var rows = new WriteRows(workspaces, new WriteRows.Sources(directory, contacts, new Persons(table, marking)),
                exports, reports, world.ids()::next, world.clock());
        var file = new FinishFile(workspaces, exports, reports, world.ids()::next, world.clock());
        return Map.of(JobKind.EXPORT, new MakeExport(exports, directory, rows, file, world.clock()),
                JobKind.CLEAR_EXPORT, new ClearExport(exports, reports));
    }
}
