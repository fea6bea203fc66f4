package kartei.api.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import kartei.api.Logged;
import kartei.domain.Limits;
import kartei.domain.job.Job;
import kartei.domain.job.JobKind;

import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/// How the jobs stand that have not ended, for the alarms: how many there are, how many are stuck, and how old the oldest
/// erasure is. Their only dimension is the service, as for every metric.
///
/// A job is stuck that was tried [Limits#JOB_STUCK_AFTER] times in a row and got nowhere. It goes on being tried, up to an hour
/// apart, so that failed steps and executions alone would come too seldom for an alarm to stay on.
public record JobGauges(int active, int stuckJobs, int stuckErasures, Duration oldestErasure) {
    private static final Set<JobKind> ERASING = Set.of(JobKind.ERASURE, JobKind.REPLAY_ERASURES);

    public static JobGauges of(List<Job> active, Instant now) {
        var erasures = active.stream().filter(job -> ERASING.contains(job.id().kind())).toList();
        var stuckErasures = (int) erasures.stream().filter(JobGauges::isStuck).count();
        var stuck = (int) active.stream().filter(JobGauges::isStuck).count();
        var oldest = erasures.stream()
                .map(job -> Duration.between(job.createdAt(), now))
                .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) > 0 ? one : other);
        return new JobGauges(active.size(), stuck - stuckErasures, stuckErasures, oldest);
    }

    private static boolean isStuck(Job job) {
        return job.attempts() >= Limits.JOB_STUCK_AFTER;
    }

    /// Writes them to the log as metrics, in one document.
    public void tell() {
        Logged.metrics().flushMetrics(document -> {
            document.addMetric("ActiveJobs", active, MetricUnit.COUNT);
            document.addMetric("StuckJobs", stuckJobs, MetricUnit.COUNT);
            document.addMetric("StuckErasures", stuckErasures, MetricUnit.COUNT);
            document.addMetric("OldestErasure", (double) oldestErasure.toSeconds(), MetricUnit.SECONDS);
        });
    }
}
