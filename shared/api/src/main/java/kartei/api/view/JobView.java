package kartei.api.view;

import kartei.api.json.Json;
import kartei.domain.job.Job;

/// A job as the API shows it, by itself or in the answer to what caused it.
public final class JobView {
    private JobView() {}

    public static Json.Obj of(Job job) {
        var progress = Json.object().put("done", job.progress().done()).put("ofAbout", job.progress().ofAbout());
        return Json.object()
                .put("id", job.id().value())
                .put("kind", job.id().kind().word())
                .put("state", job.state().word())
                .put("progress", progress)
                .putIfPresent("reason", job.reason());
    }
}
