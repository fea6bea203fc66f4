package kartei.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.api.json.Json;
import kartei.api.view.JobView;
import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;
import kartei.storage.Action;
import kartei.storage.ConditionFailed;
import kartei.storage.Idempotency;
import kartei.storage.Jobs;
import kartei.storage.Table;

/// Answers what has to be counted over all contacts: at once (200), or by a job where they are many (202). Another try of the
/// same request has the same job named.
public record CountOnce(Table table, Jobs jobs, Attempts attempts) {
    private static final String JOB = "job";
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    /// A job that counts, and what is written with its start.
    public record Start(Job job, List<Action> with) {
        public Start {
            with = List.copyOf(with);
        }
    }

    /// `atOnce` has nothing when there are too many contacts; only then `byJob` is asked.
    public HttpResponse answer(HttpRequest request, Supplier<Optional<Json.Obj>> atOnce, Supplier<Start> byJob) {
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var earlier = attempts.earlier(request);
            var job = earlier.flatMap(answer -> started(request, answer));
            if (job.isPresent()) {
                return shown(job.get()).replayed();
            }
            var counted = atOnce.get();
            var start = counted.isPresent() ? Optional.<Start>empty() : Optional.of(byJob.get());
            if (isWritten(request, start, earlier.isEmpty())) {
                var answer = counted.map(HttpResponse::ok).orElseGet(() -> shown(start.orElseThrow().job()));
                return earlier.isPresent() ? answer.replayed() : answer;
            }
        }
        throw Rejected.busy();
    }

    /// The job that an earlier try has started, as long as it is remembered.
    private Optional<Job> started(HttpRequest request, Idempotency.Earlier earlier) {
        return Optional.ofNullable(earlier.ids().get(JOB))
                .flatMap(JobId::of)
                .flatMap(id -> jobs.find(request.workspace().id(), id, request.now()));
    }

    /// Starts the job, where there is one, and remembers the try, where it is the first; false when another one came first.
    private boolean isWritten(HttpRequest request, Optional<Start> start, boolean first) {
        var ws = request.workspace().id();
        var actions = new ArrayList<Action>();
        start.ifPresent(job -> {
            actions.add(Jobs.start(ws, job.job()));
            actions.addAll(job.with());
        });
        if (first) {
            var job = start.map(begun -> Map.of(JOB, begun.job().id().value()));
            actions.addAll(attempts.record(request, job.isPresent() ? ACCEPTED : OK, job.orElse(Map.of())));
        }
        try {
            if (!actions.isEmpty()) {
                table.write(actions);
            }
            return true;
        } catch (ConditionFailed anotherTry) {
            return false;
        }
    }

    private static HttpResponse shown(Job job) {
        return HttpResponse.of(ACCEPTED, Json.object().put(JOB, JobView.of(job)));
    }
}
