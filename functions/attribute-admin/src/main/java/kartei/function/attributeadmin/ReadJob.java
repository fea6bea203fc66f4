package kartei.function.attributeadmin;

import java.util.Optional;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.api.json.Json;
import kartei.api.view.JobView;
import kartei.domain.Rejected;
import kartei.domain.WorkspaceId;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;
import kartei.domain.job.JobState;
import kartei.storage.Jobs;
import kartei.storage.Tallies;

/// How far long work is, and what a preview has come to.
record ReadJob(Jobs jobs, Tallies tallies) {
    HttpResponse answer(HttpRequest request) {
        var ws = request.workspace().id();
        var job = JobId.of(request.path("id"))
                .flatMap(id -> jobs.find(ws, id, request.now()))
                .orElseThrow(Rejected::notFound);
        var shown = JobView.of(job);
        if (job.state() == JobState.READY) {
            result(ws, job).ifPresent(result -> shown.put("result", result));
        }
        return HttpResponse.ok(shown);
    }

    private Optional<Json.Obj> result(WorkspaceId ws, Job job) {
        return switch (job.id().kind()) {
            case MATCHING_PREVIEW -> tallies.result(ws, job.id()).map(MatchingView::of);
            case GROUP_PREVIEW -> Optional.of(Json.object().put("contacts", job.progress().found()));
            case CLEAR_VALUES, RELINK, CLEAR_LINKS, RESCORE, RECONCILE, EXPORT, CLEAR_EXPORT, IMPORT, ERASURE,
                    REPLAY_ERASURES, AUTO_CLEAR, ACCESS_BUNDLE ->
                Optional.empty();
        };
    }
}
