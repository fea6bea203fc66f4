package kartei.function.contactexport;

import java.util.Locale;
import java.util.Optional;

import kartei.api.json.Json;
import kartei.api.view.UploadView;
import kartei.domain.job.Job;
import kartei.storage.PutUrl;
import kartei.storage.Imports;

/// An import as the API shows it. Its progress is in bytes of the file.
final class ImportView {
    static final String FORMAT = "jsonl";

    private ImportView() {}

    static Json.Obj of(Imports.Held held) {
        var progress = held.job().map(Job::progress).orElse(Job.Progress.NONE);
        var bytes = held.imported().file().map(file -> file.bytes()).orElse(0L);
        return Json.object()
                .put("id", held.imported().id().value())
                .put("format", FORMAT)
                .put("state", held.state().name().toLowerCase(Locale.ROOT))
                .put("progress", Json.object().put("done", progress.done()).put("ofAbout", bytes))
                .put("rows", progress.found())
                .put("rejected", held.imported().rejected())
                .put("createdAt", held.imported().createdAt())
                .putIfPresent("reason", held.job().flatMap(Job::reason));
    }

    static Json.Obj of(Imports.Held held, Optional<PutUrl> upload) {
        var view = of(held);
        upload.ifPresent(
                to -> view.put("upload", UploadView.in(Json.object(), to.url(), to.headers(), to.expiresAt())));
        return view;
    }
}
