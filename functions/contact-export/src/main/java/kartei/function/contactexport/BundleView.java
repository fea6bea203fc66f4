package kartei.function.contactexport;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import kartei.api.json.Json;
import kartei.domain.export.Bundle;
import kartei.storage.Bundles;

/// An access bundle as the API shows it.
final class BundleView {
    private BundleView() {}

    static Json.Obj of(Bundles.Held held, Instant now) {
        var bundle = held.bundle();
        var state = held.state(now);
        var progress = held.job().progress();
        var view = Json.object()
                .put("id", bundle.id().value())
                .put("contactId", bundle.person().contact().value())
                .put("state", state.name().toLowerCase(Locale.ROOT))
                .put("progress",
                        Json.object()
                                .put("contacts", progress.done())
                                .put("ofAbout", bundle.person().contacts().size())
                                .put("messages", progress.found()))
                .put("createdAt", bundle.createdAt());
        bundle.made()
                .ifPresent(file -> view.put("bytes", file.bytes())
                        .put("sha256", file.sha256())
                        .put("expiresAt", file.expiresAt()));
        return view.putIfPresent("reason", reason(held, state));
    }

    private static Optional<String> reason(Bundles.Held held, Bundle.State state) {
        return switch (state) {
            case WITHDRAWN -> Optional.of("it held a contact that has been erased");
            case QUEUED, RUNNING, READY, FAILED, EXPIRED -> held.job().reason();
        };
    }
}
