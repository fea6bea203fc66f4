package kartei.function.contactdeletion;

import java.util.Map;

import kartei.api.Ground;
import kartei.api.World;
import kartei.api.job.JobFunction;
import kartei.api.job.Work;
import kartei.domain.job.JobKind;
import kartei.storage.Attachments;
import kartei.storage.Bundles;
import kartei.storage.AutoClearing;
import kartei.storage.ContactRemains;
import kartei.storage.Contacts;
import kartei.storage.DeletionLog;
import kartei.storage.Ledger;
import kartei.storage.Marking;
import kartei.storage.PrivacySettings;
import kartei.storage.ReceiptKey;
import kartei.storage.Remains;
import kartei.storage.Reports;
import kartei.storage.RestingContacts;
import kartei.storage.Secrets;
import kartei.storage.Table;
import kartei.storage.Tombstones;
import kartei.storage.Usage;
import kartei.storage.Withdrawals;
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
        var table = Ground.tableOf(world);
        var tombstones = new Tombstones(table);
        var ledger = new Ledger(world::s3, world.environment().require("LEDGER_BUCKET"));
        return Map.of(JobKind.ERASURE, erasure(world, table, tombstones, ledger), JobKind.REPLAY_ERASURES,
                new ReplayErasures(ledger, tombstones, world.ids()::next, world.clock()), JobKind.AUTO_CLEAR,
                autoClear(world, table));
    }

    private static EraseContacts erasure(World world, Table table, Tombstones tombstones, Ledger ledger) {
        var environment = world.environment();
        var keys = new WorkspaceKeys(table, new Secrets(world.kms(), environment.require("DATA_KEY_ID")));
        var marking = new Marking(table, keys);
        var usage = new Usage(table, world.ids()::below);
        var contacts = new Contacts(table, usage, marking, world.ids()::next, world::backOff);
        var attachments = new Attachments(world::s3, world::presigner, environment.require("ATTACHMENTS_BUCKET"));
        var traces = new EraseContacts.Traces(new Remains(table), new ContactRemains(table, marking, usage, contacts),
                new ContactFiles(attachments,
                        new Withdrawals(table,
                                new Reports(world::s3, world::presigner, environment.require("REPORTS_BUCKET"))),
                        new Bundles(table),
                        world.ids()::next));
        return new EraseContacts(new Workspaces(table), tombstones, ledger, traces, new DeletionLog(table),
                new Receipts(new ReceiptKey(world.kms(), environment.require("RECEIPT_KEY_ID"))), world.clock());
    }

    private static Work autoClear(World world, Table table) {
        var keys = new WorkspaceKeys(table, new Secrets(world.kms(), world.environment().require("DATA_KEY_ID")));
        var contacts = new RestingContacts(table, new Workspaces(table), new Usage(table, world.ids()::below),
                new Marking(table, keys), world.ids()::next);
        return new AutoClear(new PrivacySettings(table), new AutoClearing(table), contacts, world.clock());
    }
}
