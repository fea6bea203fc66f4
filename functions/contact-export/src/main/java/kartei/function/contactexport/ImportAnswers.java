package kartei.function.contactexport;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import kartei.api.Attempts;
import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.WorkspaceId;
import kartei.domain.export.Import;
import kartei.domain.job.JobId;
import kartei.domain.job.JobKind;
import kartei.storage.Action;
import kartei.storage.ConditionFailed;
import kartei.storage.Directory;
import kartei.storage.ImportFiles;
import kartei.storage.PutUrl;
import kartei.storage.Imports;
import kartei.storage.Newcomers;
import kartei.storage.Reports;

/// The routes of imports (S45).
record ImportAnswers(Imports imports, Files files, Contacts contacts, Attempts attempts, Supplier<String> ids) {
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;
    private static final String IMPORT = "import";

    /// What was put there, and what came of it.
    record Files(ImportFiles uploaded, Reports reports) {}

    /// Where contacts are, and how they came.
    record Contacts(Directory directory, Newcomers newcomers) {}

    // ---- asked for ----

    HttpResponse announce(HttpRequest request) {
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var earlier = earlier(request);
            if (earlier.isPresent()) {
                return announced(request, earlier.get()).replayed();
            }
            var body = request.body();
            body.requiredText("format");
            body.word("format", word -> Optional.of(word).filter(ImportView.FORMAT::equals), ImportView.FORMAT);
            body.check();
            var imported = Import.announced(new JobId(JobKind.IMPORT, ids.get()), request.now());
            var actions = new ArrayList<>(List.of(Imports.announce(request.workspace().id(), imported)));
            actions.addAll(attempts.record(request, CREATED, Map.of(IMPORT, imported.id().value())));
            if (written(actions)) {
                return announced(request, imported.id());
            }
        }
        throw Rejected.busy();
    }

    /// A URL is given out as long as the file may still be put.
    private HttpResponse announced(HttpRequest request, JobId id) {
        var held = held(request, id);
        var upload = held.imported().file().isPresent() ? Optional.<PutUrl>empty()
                : Optional.of(files.uploaded()
                        .upload(request.workspace().id(), id, ReadImport.JSON_LINES, Limits.IMPORT_URL_VALID));
        return HttpResponse.of(CREATED, ImportView.of(held, upload)).with("location", "/v1/imports/" + id.value());
    }

    // ---- started ----

    /// One that was started before is shown as it is.
    HttpResponse start(HttpRequest request) {
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var earlier = earlier(request);
            if (earlier.isPresent()) {
                return started(request, earlier.get()).replayed();
            }
            var held = held(request, id(request));
            var id = held.imported().id();
            var actions = new ArrayList<>(attempts.record(request, ACCEPTED, Map.of(IMPORT, id.value())));
            if (held.imported().file().isEmpty()) {
                actions.addAll(Imports.start(request.workspace().id(), held.imported().started(uploaded(request, id))));
            }
            if (actions.isEmpty() || written(actions)) {
                return started(request, id);
            }
        }
        throw Rejected.busy();
    }

    private Import.File uploaded(HttpRequest request, JobId id) {
        var ws = request.workspace().id();
        var file = files.uploaded().find(ws, id, request.now());
        if (file.isEmpty()) {
            throw Rejected.conflict("nothing has been uploaded");
        }
        if (hasOthers(ws)) {
            throw Rejected.conflict("the workspace has contacts that did not come from an import");
        }
        return file.get();
    }

    /// By the first contacts of each shard of the directory: whoever else is there is met line by line.
    private boolean hasOthers(WorkspaceId ws) {
        var some = contacts.directory().some(ws, Limits.IMPORT_SAMPLE_ITEMS);
        return !some.isEmpty() && contacts.newcomers().haveOthers(ws, some);
    }

    private HttpResponse started(HttpRequest request, JobId id) {
        return HttpResponse.of(ACCEPTED, ImportView.of(held(request, id)));
    }

    // ---- shown ----

    HttpResponse read(HttpRequest request) {
        return HttpResponse.ok(ImportView.of(held(request, id(request))));
    }

    HttpResponse rejects(HttpRequest request) {
        var imported = held(request, id(request)).imported();
        var rejects = imported.rejects().orElseThrow(() -> Rejected.conflict("the import has not ended"));
        if (!rejects.isKept(request.now())) {
            throw Rejected.notFound();
        }
        return HttpResponse.seeOther(files.reports()
                .download(rejects.object(), "rejects_" + imported.id().ulid() + ".jsonl", ReadImport.JSON_LINES,
                        Limits.EXPORT_URL_VALID));
    }

    private static JobId id(HttpRequest request) {
        return JobId.of(request.path("id")).orElseThrow(Rejected::notFound);
    }

    private Imports.Held held(HttpRequest request, JobId id) {
        return Optional.of(id)
                .filter(named -> named.kind() == JobKind.IMPORT)
                .flatMap(named -> imports.find(request.caller().workspace(), named, request.now()))
                .orElseThrow(Rejected::notFound);
    }

    // ---- asked for twice ----

    private boolean written(List<Action> actions) {
        try {
            imports.write(actions);
            return true;
        } catch (ConditionFailed anotherAttemptWasFaster) {
            return false;
        }
    }

    private Optional<JobId> earlier(HttpRequest request) {
        return attempts.earlier(request)
                .map(answer -> JobId.of(answer.ids().getOrDefault(IMPORT, "")).orElseThrow(Rejected::notFound));
    }

}
