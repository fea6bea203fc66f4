package kartei.api;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.api.json.Json;
import kartei.api.view.JobView;
import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;
import kartei.storage.Jobs;

/// What a route answers that does nothing but start a job: 202 and the job, under one Idempotency-Key the same one again.
/// `job` makes it of a ULID and the time.
public record StartJob(Jobs jobs, Attempts attempts, BiFunction<String, Instant, Job> job, Supplier<String> ids) {
    private static final int ACCEPTED = 202;
    private static final String JOB = "job";

    public HttpResponse answer(HttpRequest request) {
        var ws = request.workspace().id();
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var earlier = earlier(request);
            if (earlier.isPresent()) {
                return shown(earlier.get()).replayed();
            }
            var started = job.apply(ids.get(), request.now());
            if (jobs.begin(ws, started, attempts.record(request, ACCEPTED, Map.of(JOB, started.id().value())))) {
                return shown(started);
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
