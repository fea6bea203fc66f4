package kartei.function.attributeadmin;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.api.view.JobView;
import kartei.domain.Rejected;
import kartei.domain.job.JobId;
import kartei.domain.job.JobKind;
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
        if (job.id().kind() == JobKind.MATCHING_PREVIEW && job.state() == JobState.READY) {
            tallies.result(ws, job.id()).ifPresent(preview -> shown.put("result", MatchingView.of(preview)));
        }
        return HttpResponse.ok(shown);
    }
}
