package kartei.function.contactexport;

import java.util.List;

import kartei.api.Attempts;
import kartei.api.Ground;
import kartei.api.World;
import kartei.api.http.Access;
import kartei.api.http.HttpFunction;
import kartei.api.http.Route;
import kartei.domain.Feature;
import kartei.storage.Bundles;
import kartei.storage.Contacts;
import kartei.storage.Directory;
import kartei.storage.ExportSchedules;
import kartei.storage.Exports;
import kartei.storage.ImportFiles;
import kartei.storage.Imports;
import kartei.storage.Marking;
import kartei.storage.Newcomers;
import kartei.storage.Persons;
import kartei.storage.Reports;
import kartei.storage.Usage;

/// HTTP entry point: exports of contacts, their schedules, imports, and access bundles.
public final class ContactExportHandler extends HttpFunction {
    public ContactExportHandler() {
        this(World.real());
    }

    public ContactExportHandler(World world) {
        var ground = Ground.of(world);
        var table = ground.table();
        var usage = new Usage(table, world.ids()::below);
        var marking = new Marking(table, ground.keys());
        var contacts = new Contacts(table, usage, marking, world.ids()::next, world::backOff);
        var directory = new Directory(table);
        var bucket = world.environment().require("REPORTS_BUCKET");
        var reports = new Reports(world::s3, world::presigner, bucket);
        var files = new ImportAnswers.Files(new ImportFiles(world::s3, world::presigner, bucket), reports);
        var came = new ImportAnswers.Contacts(directory, new Newcomers(table, ground.keys(), marking, usage));
        var attempts = new Attempts(ground.idempotency());
        super(ground.edge(),
                routes(new ExportAnswers(new Exports(table), reports, contacts, directory, attempts, world.ids()::next),
                        new ScheduleAnswers(new ExportSchedules(table), contacts, attempts, world.ids()::next),
                        new ImportAnswers(new Imports(table), files, came, attempts, world.ids()::next),
                        new BundleAnswers(new Bundles(table), reports, contacts, new Persons(table, marking), attempts,
                                world.ids()::next)));
    }

    private static List<Route> routes(
            ExportAnswers exports,
            ScheduleAnswers schedules,
            ImportAnswers imports,
            BundleAnswers bundles) {
        var exporting = Access.admin(Feature.EXPORTS);
        var bundling = Access.admin(Feature.ACCESS_BUNDLE);
        return List.of(Route.get("/v1/exports", exporting, exports::list),
                Route.post("/v1/exports", exporting, exports::start),
                Route.get("/v1/exports/{id}", exporting, exports::read),
                Route.delete("/v1/exports/{id}", exporting, exports::delete),
                Route.get("/v1/exports/{id}/file", exporting, exports::file),
                Route.get("/v1/exports/{id}/schema", exporting, exports::schema),
                Route.get("/v1/export-schedules", exporting, schedules::list),
                Route.post("/v1/export-schedules", exporting, schedules::create),
                Route.get("/v1/export-schedules/{id}", exporting, schedules::read),
                Route.put("/v1/export-schedules/{id}", exporting, schedules::replace),
                Route.delete("/v1/export-schedules/{id}", exporting, schedules::delete),
                Route.post("/v1/imports", exporting, imports::announce),
                Route.get("/v1/imports/{id}", exporting, imports::read),
                Route.post("/v1/imports/{id}/start", exporting, imports::start),
                Route.get("/v1/imports/{id}/rejects", exporting, imports::rejects),
                Route.post("/v1/contacts/{id}/access-bundle", bundling, bundles::start),
                Route.get("/v1/access-bundles/{id}", bundling, bundles::read),
                Route.get("/v1/access-bundles/{id}/file", bundling, bundles::file));
    }
}
