package kartei.function.contactexport;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import kartei.api.Attempts;
import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.api.json.Body;
import kartei.api.json.Json;
import kartei.domain.Limits;
import kartei.domain.Page;
import kartei.domain.Rejected;
import kartei.domain.WorkspaceId;
import kartei.domain.export.Export;
import kartei.domain.export.ExportFormat;
import kartei.domain.export.ExportPlan;
import kartei.domain.export.Layout;
import kartei.domain.job.JobId;
import kartei.domain.job.JobKind;
import kartei.storage.ConditionFailed;
import kartei.storage.Contacts;
import kartei.storage.Directory;
import kartei.storage.Exports;
import kartei.storage.Reports;
import kartei.storage.Withdrawals;

/// The routes of exports (S45).
record ExportAnswers(
        Exports exports,
        Reports reports,
        Withdrawals withdrawals,
        Contacts contacts,
        Directory directory,
        Attempts attempts,
        Supplier<String> ids) {
    private static final int ACCEPTED = 202;
    private static final String EXPORT = "export";

    HttpResponse start(HttpRequest request) {
        var ws = request.workspace().id();
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var earlier = earlier(request);
            if (earlier.isPresent()) {
                return shown(request, earlier.get()).replayed();
            }
            var body = request.body();
            var plan = new ExportRequest(request.workspace(), id -> contacts.find(ws, id).isPresent()).read(body);
            refuseTooMany(ws, plan, body);
            body.check();
            var export = new Export(new JobId(JobKind.EXPORT, ids.get()), plan, Optional.empty(), request.now(),
                    Optional.empty(), Optional.empty());
            if (started(request, export)) {
                return HttpResponse.of(ACCEPTED, ExportView.of(Exports.queued(export), request.now()));
            }
        }
        throw Rejected.busy();
    }

    /// An Excel report of everything is refused when there are more contacts than it holds; what a filter leaves is only known
    /// when it has been walked through.
    private void refuseTooMany(WorkspaceId ws, ExportPlan plan, Body body) {
        if (plan.format() == ExportFormat.XLSX && plan.layout() == Layout.WIDE
                && plan.isOfAll()
                && directory.about(ws) > Limits.EXCEL_ROWS_MAX) {
            body.fault("format", "an Excel report has at most " + Limits.EXCEL_ROWS_MAX + " rows");
        }
    }

    private boolean started(HttpRequest request, Export export) {
        var ws = request.workspace().id();
        var actions = new ArrayList<>(Exports.start(ws, export));
        actions.addAll(attempts.record(request, ACCEPTED, Map.of(EXPORT, export.id().value())));
        try {
            exports.write(actions);
            return true;
        } catch (ConditionFailed anotherAttemptWasFaster) {
            return false;
        }
    }

    private Optional<JobId> earlier(HttpRequest request) {
        return attempts.earlier(request)
                .map(answer -> JobId.of(answer.ids().getOrDefault(EXPORT, "")).orElseThrow(Rejected::notFound));
    }

    private HttpResponse shown(HttpRequest request, JobId id) {
        var held = exports.find(request.caller().workspace(), id, request.now()).orElseThrow(Rejected::notFound);
        return HttpResponse.of(ACCEPTED, ExportView.of(held, request.now()));
    }

    HttpResponse list(HttpRequest request) {
        var wanted = request.page();
        var page = exports.list(request.caller().workspace(), wanted.start(), wanted.limit(), request.now());
        return request.answer(new Page<Json>(
                page.items().stream().<Json>map(held -> ExportView.of(held, request.now())).toList(), page.next()));
    }

    HttpResponse read(HttpRequest request) {
        return HttpResponse.ok(ExportView.of(held(request), request.now()));
    }

    HttpResponse file(HttpRequest request) {
        var export = ready(request);
        var file = export.made().orElseThrow();
        return HttpResponse.seeOther(reports.download(file.object(), Names.of(export), Names.contentType(export.plan()),
                Limits.EXPORT_URL_VALID));
    }

    HttpResponse schema(HttpRequest request) {
        var export = ready(request);
        return HttpResponse
                .seeOther(reports.download(Reports.file(request.caller().workspace(), export.id(), Names.SCHEMA),
                        Names.SCHEMA, "application/json", Limits.EXPORT_URL_VALID));
    }

    private Export ready(HttpRequest request) {
        var held = held(request);
        return switch (held.state(request.now())) {
            case READY -> unlessErased(request, held.export());
            case QUEUED, RUNNING -> throw Rejected.conflict("the file is not ready");
            case FAILED ->
                throw held.job().isActive() ? Rejected.conflict("the file is not ready") : Rejected.notFound();
            case CANCELLED, EXPIRED, WITHDRAWN -> throw Rejected.notFound();
        };
    }

    /// A file of somebody who was erased a moment ago is not given out, also before it is withdrawn.
    private Export unlessErased(HttpRequest request, Export export) {
        if (withdrawals.holdsErased(request.caller().workspace(), export)) {
            throw Rejected.notFound();
        }
        return export;
    }

    /// Stops it while it is made; takes the file away when it is there. What has neither is gone already.
    HttpResponse delete(HttpRequest request) {
        var ws = request.workspace().id();
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var held = held(request);
            var export = held.export();
            switch (held.state(request.now())) {
                case QUEUED, RUNNING, FAILED -> {
                    if (held.job().isActive() && exports.cancel(ws, export.id(), ids.get(), request.now())) {
                        return shown(request, export.id());
                    }
                    if (!held.job().isActive()) {
                        throw Rejected.notFound();
                    }
                }
                case READY -> {
                    if (exports.remove(ws, export, Export.Why.REMOVED, ids.get(), request.now())) {
                        reports.delete(export.made().orElseThrow().object());
                        return HttpResponse.noContent();
                    }
                }
                case CANCELLED, EXPIRED, WITHDRAWN -> throw Rejected.notFound();
            }
        }
        throw Rejected.busy();
    }

    private Exports.Held held(HttpRequest request) {
        return JobId.of(request.path("id"))
                .filter(id -> id.kind() == JobKind.EXPORT)
                .flatMap(id -> exports.find(request.caller().workspace(), id, request.now()))
                .orElseThrow(Rejected::notFound);
    }
}
