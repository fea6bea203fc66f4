package kartei.function.contactdeletion;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import kartei.api.Attempts;
import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.api.json.Json;
import kartei.api.view.JobView;
import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;
import kartei.storage.Jobs;
import kartei.storage.Replays;

/// The route that has erasures done again after a restore of the table.
record MaintenanceAnswers(Replays replays, Jobs jobs, Attempts attempts, Supplier<String> ids) {
    private static final int ACCEPTED = 202;
    private static final String JOB = "job";

    HttpResponse replay(HttpRequest request) {
        var ws = request.workspace().id();
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var earlier = earlier(request);
            if (earlier.isPresent()) {
                return shown(earlier.get()).replayed();
            }
            var job = Replays.job(ids.get(), request.now());
            if (replays.start(ws, job, attempts.record(request, ACCEPTED, Map.of(JOB, job.id().value())))) {
                return shown(job);
            }
        }
        throw Rejected.busy();
    }

    private Optional<Job> earlier(HttpRequest request) {
        var ws = request.workspace().id();
        return attempts.earlier(request)
                .map(answer -> JobId.of(answer.ids().getOrDefault(JOB, ""))
                        .flatMap(id -> jobs.find(ws, id, request.now()))
                        .orElseThrow(Rejected::notFound));
    }

    private static HttpResponse shown(Job job) {
        return HttpResponse.of(ACCEPTED, Json.object().put(JOB, JobView.of(job)));
    }
}
