package kartei.function.attributeadmin;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import kartei.domain.Attempt;
import kartei.domain.Rejected;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;
import kartei.domain.link.LinkRule;
import kartei.domain.link.Preview;
import kartei.domain.workspace.Workspace;
import kartei.storage.ConditionFailed;
import kartei.storage.Idempotency;
import kartei.storage.Jobs;
import kartei.storage.Previews;

/// Says what an attribute would link, before it is chosen (S27–S31): at once, or by a job where there are many contacts.
record PreviewMatching(Previews previews, Jobs jobs, Idempotency idempotency, Supplier<String> ids) {
    private static final String JOB = "job";
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    /// The preview, or the job that makes it; `replayed` when an earlier request with the same Idempotency-Key asked for it.
    record Made(Optional<Preview> preview, Optional<Job> job, boolean replayed) {}

    Made make(Workspace workspace, LinkRule rule, Optional<Attempt> attempt, Instant now) {
        var earlier = attempt.flatMap(sent -> idempotency.find(workspace.id(), sent, now));
        if (earlier.isPresent()) {
            return replayed(workspace, rule, earlier.get(), now);
        }
        var preview = previews.atOnce(workspace, rule);
        var job = preview.isPresent() ? Optional.<Job>empty() : Optional.of(Previews.job(rule, ids.get(), now));
        var answer = new Idempotency.Earlier(job.isPresent() ? ACCEPTED : OK,
                job.map(started -> Map.of(JOB, started.id().value())).orElse(Map.of()));
        var record = attempt.map(sent -> idempotency.record(workspace.id(), sent, answer, now));
        try {
            previews.start(workspace, job, record);
            return new Made(preview, job, false);
        } catch (ConditionFailed anotherAttempt) {
            return replayed(workspace, rule,
                    attempt.flatMap(sent -> idempotency.find(workspace.id(), sent, now)).orElseThrow(Rejected::busy),
                    now);
        }
    }

    private Made replayed(Workspace workspace, LinkRule rule, Idempotency.Earlier earlier, Instant now) {
        var job = Optional.ofNullable(earlier.ids().get(JOB))
                .flatMap(JobId::of)
                .flatMap(id -> jobs.find(workspace.id(), id, now));
        return new Made(job.isPresent() ? Optional.empty() : previews.atOnce(workspace, rule), job, true);
    }
}
