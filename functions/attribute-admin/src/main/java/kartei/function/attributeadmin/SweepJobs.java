package kartei.function.attributeadmin;

import java.time.InstantSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import kartei.api.job.JobGauges;
import kartei.domain.Limits;
import kartei.storage.Jobs;

/// Finds the jobs that somebody should have looked at by now, and calls for an execution of each. A job that goes on by itself
/// moves its time before it is up; so what is found here waited, was lost, or failed.
record SweepJobs(Jobs jobs, InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(SweepJobs.class);

    /// How many were called for. How all of them stand is told as metrics, also when there are none: that nobody tells is what
    /// an alarm rings for.
    int sweep() {
        var called = called();
        gauges().tell();
        return called;
    }

    JobGauges gauges() {
        var active = jobs.active(Limits.JOBS_TOLD_MAX).stream().map(Jobs.Active::job).toList();
        return JobGauges.of(active, clock.instant());
    }

    private int called() {
        var called = 0;
        for (int page = 0; page < Limits.JOBS_SWEPT_PAGES_MAX; page++) {
            var now = clock.instant();
            var due = jobs.due(now, Limits.JOBS_SWEPT_PAGE);
            for (var active : due) {
                jobs.call(active.workspace(), active.job(), now);
                LOG.atInfo()
                        .addKeyValue("workspace", active.workspace().value())
                        .addKeyValue("job", active.job().id().value())
                        .addKeyValue("state", active.job().state().word())
                        .log("called for a job");
            }
            called += due.size();
            if (due.size() < Limits.JOBS_SWEPT_PAGE) {
                return called;
            }
        }
        return called;
    }
}
