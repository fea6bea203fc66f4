package kartei.function.attributeadmin;

import kartei.api.http.HttpRequest;
import kartei.domain.Rejected;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;
import kartei.storage.Jobs;

/// How far long work is.
record ReadJob(Jobs jobs) {
    Job find(HttpRequest request) {
        return JobId.of(request.path("id"))
                .flatMap(id -> jobs.find(request.workspace().id(), id, request.now()))
                .orElseThrow(Rejected::notFound);
    }
}
