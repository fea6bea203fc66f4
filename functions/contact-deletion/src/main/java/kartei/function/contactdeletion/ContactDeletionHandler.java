package kartei.function.contactdeletion;

import java.util.List;

import kartei.api.Attempts;
import kartei.api.Ground;
import kartei.api.StartJob;
import kartei.api.World;
import kartei.api.http.Access;
import kartei.api.http.HttpFunction;
import kartei.api.http.Route;
import kartei.domain.Feature;
import kartei.storage.Attachments;
import kartei.storage.Contacts;
import kartei.storage.DeletionLog;
import kartei.storage.Footprints;
import kartei.storage.Jobs;
import kartei.storage.Marking;
import kartei.storage.Persons;
import kartei.storage.ReceiptKey;
import kartei.storage.Reports;
import kartei.storage.Withdrawals;
import kartei.storage.Tombstones;
import kartei.storage.Usage;
import kartei.storage.PrivacySettings;

/// HTTP entry point: erasures and their log.
public final class ContactDeletionHandler extends HttpFunction {
    public ContactDeletionHandler() {
        this(World.real());
    }

    public ContactDeletionHandler(World world) {
        var ground = Ground.of(world);
        var table = ground.table();
        var environment = world.environment();
        var marking = new Marking(table, ground.keys());
        var contacts = new Contacts(table, new Usage(table, world.ids()::below), marking, world.ids()::next,
                world::backOff);
        var attachments = new Attachments(world::s3, world::presigner, environment.require("ATTACHMENTS_BUCKET"));
        var attempts = new Attempts(ground.idempotency());
        var jobs = new Jobs(table);
        super(ground.edge(), routes(
                new ErasureAnswers(contacts, new People(new Persons(table, marking), contacts),
                        new Footprints(table, attachments,
                                new Withdrawals(table,
                                        new Reports(world::s3, world::presigner,
                                                environment.require("REPORTS_BUCKET")))),
                        new Tombstones(table), jobs, attempts, world.ids()::next),
                new DeletedContactAnswers(new DeletionLog(table), new PrivacySettings(table),
                        new ReceiptKey(world.kms(), environment.require("RECEIPT_KEY_ID"))),
                new StartJob(jobs, attempts, ReplayErasures::job, world.ids()::next),
                new PrivacyAnswers(new PrivacySettings(table), world::backOff)));
    }

    private static List<Route> routes(
            ErasureAnswers erasures,
            DeletedContactAnswers log,
            StartJob replay,
            PrivacyAnswers privacy) {
        var erasing = Access.admin(Feature.ERASURE);
        return List.of(Route.get("/v1/contacts/{id}/erasure-preview", erasing, erasures::preview),
                Route.post("/v1/contacts/{id}/erasure", erasing, erasures::erase),
                Route.get("/v1/deleted-contacts", erasing, log::list),
                Route.get("/v1/deleted-contacts/signing-key", erasing, log::signingKey),
                Route.get("/v1/deleted-contacts/{erasureId}", erasing, log::read),
                Route.post("/v1/maintenance/replay-erasures", erasing, replay::answer),
                Route.get("/v1/settings/privacy", erasing, privacy::show),
                Route.put("/v1/settings/privacy", erasing, privacy::change));
    }
}
