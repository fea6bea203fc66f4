package kartei.api.view;

import java.util.Optional;

import kartei.api.json.Json;
import kartei.domain.job.Job;
import kartei.domain.job.JobKind;

/// A job as the API shows it, by itself or in the answer to what caused it.
public final class JobView {
    private JobView() {}

    public static Json.Obj of(Job job) {
        var progress = Json.object().put("done", job.progress().done()).put("ofAbout", job.progress().ofAbout());
        counted(job.id().kind()).ifPresent(name -> progress.put(name, job.progress().found()));
        return Json.object()
                .put("id", job.id().value())
                .put("kind", job.id().kind().word())
                .put("state", job.state().word())
                .put("progress", progress)
                .putIfPresent("reason", job.reason());
    }

    /// What the work counts, by the name under which it is shown.
    private static Optional<String> counted(JobKind kind) {
        return switch (kind) {
            case CLEAR_VALUES, RELINK, CLEAR_LINKS, MATCHING_PREVIEW, GROUP_PREVIEW, CLEAR_EXPORT, ERASURE ->
                Optional.empty();
            case REPLAY_ERASURES -> Optional.of("erased");
            case AUTO_CLEAR -> Optional.of("cleared");
            case RESCORE -> Optional.of("moved");
            case RECONCILE -> Optional.of("repaired");
            case EXPORT, IMPORT -> Optional.of("rows");
            case ACCESS_BUNDLE -> Optional.of("messages");
        };
    }
}
