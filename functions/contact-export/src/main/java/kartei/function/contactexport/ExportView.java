package kartei.function.contactexport;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import kartei.api.json.Json;
import kartei.domain.export.Export;
import kartei.storage.Exports;

/// A report as the API shows it.
final class ExportView {
    private ExportView() {}

    static Json.Obj of(Exports.Held held, Instant now) {
        var export = held.export();
        var state = held.state(now);
        var progress = held.job().progress();
        var view = Json.object()
                .put("id", export.id().value())
                .put("type", ExportRequest.TYPE)
                .put("format", export.plan().format().word())
                .put("layout", export.plan().layout().word())
                .put("timeZone", export.plan().zone().getId())
                .put("state", state.name().toLowerCase(Locale.ROOT))
                .put("progress",
                        Json.object()
                                .put("rows", progress.found())
                                .put("ofAbout", progress.ofAbout())
                                .put("contacts", progress.done()))
                .put("createdAt", export.createdAt())
                .putIfPresent("scheduleId", export.schedule());
        export.made()
                .ifPresent(file -> view.put("rows", file.rows())
                        .put("bytes", file.bytes())
                        .put("sha256", file.sha256())
                        .put("expiresAt", file.expiresAt()));
        return view.putIfPresent("reason", reason(held, state));
    }

    private static Optional<String> reason(Exports.Held held, Export.State state) {
        return switch (state) {
            case WITHDRAWN -> Optional.of("it held a contact that has been erased");
            case EXPIRED -> held.export().gone().map(_ -> "the file was removed");
            case QUEUED, RUNNING, READY, FAILED, CANCELLED -> held.job().reason();
        };
    }
}
