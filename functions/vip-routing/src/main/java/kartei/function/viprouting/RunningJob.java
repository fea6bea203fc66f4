package kartei.function.viprouting;

import kartei.api.http.HttpRequest;
import kartei.api.json.Json;
import kartei.api.view.JobView;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;
import kartei.storage.Jobs;

/// Shows how far the job is that follows the last change of what counts, while it is at it.
record RunningJob(Jobs jobs) {

    Json.Obj beside(Json.Obj shown, HttpRequest request) {
        var workspace = request.workspace();
        workspace.settings()
                .rulesJob()
                .flatMap(JobId::of)
                .flatMap(id -> jobs.find(workspace.id(), id, request.now()))
                .filter(Job::isActive)
                .ifPresent(job -> shown.put("job", JobView.of(job)));
        return shown;
    }
}
