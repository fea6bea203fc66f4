package kartei.function.contactexport;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import kartei.api.Ground;
import kartei.api.World;
import kartei.api.job.JobFunction;
import kartei.api.job.Work;
import kartei.domain.Limits;
import kartei.domain.job.JobKind;
import kartei.storage.Attachments;
import kartei.storage.Bundles;
import kartei.storage.Channels;
import kartei.storage.Contacts;
import kartei.storage.Conversations;
import kartei.storage.Directory;
import kartei.storage.Erased;
import kartei.storage.DeletionLog;
import kartei.storage.ExportChecks;
import kartei.storage.ExportTurns;
import kartei.storage.Exports;
import kartei.storage.Holdings;
import kartei.storage.ImportFiles;
import kartei.storage.Imports;
import kartei.storage.Marking;
import kartei.storage.Newcomers;
import kartei.storage.Persons;
import kartei.storage.Reports;
import kartei.storage.Secrets;
import kartei.storage.Table;
import kartei.storage.Usage;
import kartei.storage.WorkspaceKeys;
import kartei.storage.Workspaces;

/// Lambda entry point, for the state machine: slices of the jobs that make report files and access bundles, clear up after
/// them, and read report files back.
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
        var bucket = world.environment().require("REPORTS_BUCKET");
        var reports = new Reports(world::s3, world::presigner, bucket);
        var put = new PutPart(reports, world.ids()::next);
        var rows = new WriteRows(workspaces, new WriteRows.Sources(directory, contacts, new Persons(table, marking)),
                exports, put, world.clock());
        var forget = new ForgetErased(new ForgetErased.Sources(new Erased(table), new DeletionLog(table)), exports,
                new ExportChecks(table), reports, put, world.clock());
        var file = new FinishFile(new FinishFile.Sources(workspaces, contacts), exports, forget, reports,
                world.ids()::next, world.clock());
        var take = new TakeLines(workspaces, new Channels(table), lanes(world, table, keys), world.clock());
        var imported = new ReadImport(new Imports(table), new ImportFiles(world::s3, world::presigner, bucket), reports,
                take, world.ids()::next, world.clock());
        return Map.of(JobKind.EXPORT,
                new MakeExport(exports, new ExportTurns(table), directory, rows, file, world.clock()),
                JobKind.CLEAR_EXPORT, new ClearExport(exports, new Bundles(table), reports), JobKind.IMPORT, imported,
                JobKind.ACCESS_BUNDLE, bundle(world, table, contacts, reports));
    }

    private static MakeBundle bundle(World world, Table table, Contacts contacts, Reports reports) {
        var attachments = new Attachments(world::s3, world::presigner,
                world.environment().require("ATTACHMENTS_BUCKET"));
        var held = new WriteBundle.Held(contacts, new Conversations(table), new Holdings(table), attachments);
        var bundles = new Bundles(table);
        return new MakeBundle(bundles, new ExportTurns(table),
                new WriteBundle(new Workspaces(table), held, bundles, reports, world.ids()::next, world.clock()),
                new FinishBundle(bundles, new Exports(table), reports, world.ids()::next, world.clock()),
                world.clock());
    }

    /// As many as there are counters of the use of an attribute.
    private static List<PutContact> lanes(World world, Table table, WorkspaceKeys keys) {
        var marking = new Marking(table, keys);
        return IntStream.range(0, Limits.USAGE_COUNTER_SHARDS).mapToObj(lane -> {
            var usage = new Usage(table, _ -> lane);
            return new PutContact(new Newcomers(table, keys, marking, usage),
                    new Contacts(table, usage, marking, world.ids()::next, world::backOff));
        }).toList();
    }
}
