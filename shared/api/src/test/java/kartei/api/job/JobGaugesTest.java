package kartei.api.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import kartei.domain.job.Job;
import kartei.domain.job.JobId;
import kartei.domain.job.JobKind;

import static org.assertj.core.api.Assertions.assertThat;

/// What alarms learn of jobs that have not ended.
class JobGaugesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final String ULID = "01KB3W0000000000000000000A";

    @Test
    void withoutJobsEverythingIsNothing() {
        assertThat(JobGauges.of(List.of(), NOW)).isEqualTo(new JobGauges(0, 0, 0, Duration.ZERO));
    }

    @Test
    void theOldestErasureCountsFromWhenItWasAskedForWhateverBecameOfIt() {
        var failing = tried(job(JobKind.ERASURE, Duration.ofHours(25)), 9);
        var waiting = job(JobKind.ERASURE, Duration.ofHours(3)).later(NOW.plusSeconds(60));
        var export = job(JobKind.EXPORT, Duration.ofDays(3));

        var gauges = JobGauges.of(List.of(waiting, failing, export), NOW);

        assertThat(gauges.oldestErasure()).isEqualTo(Duration.ofHours(25));
        assertThat(gauges.active()).isEqualTo(3);
    }

    @Test
    void anErasureThatIsDoneAgainAfterARestoreCountsAsOne() {
        var replay = job(JobKind.REPLAY_ERASURES, Duration.ofHours(2));

        assertThat(JobGauges.of(List.of(replay), NOW).oldestErasure()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void stuckIsWhatWasTriedThreeTimesInARow() {
        var jobs = List.of(tried(job(JobKind.ERASURE, Duration.ZERO), 3), tried(job(JobKind.ERASURE, Duration.ZERO), 2),
                tried(job(JobKind.EXPORT, Duration.ZERO), 3), tried(job(JobKind.RELINK, Duration.ZERO), 4),
                job(JobKind.IMPORT, Duration.ZERO));

        var gauges = JobGauges.of(jobs, NOW);

        assertThat(gauges.stuckErasures()).isEqualTo(1);
        assertThat(gauges.stuckJobs()).isEqualTo(2);
    }

    private static Job job(JobKind kind, Duration age) {
        return Job.queued(new JobId(kind, ULID), Map.of(), NOW.minus(age));
    }

    private static Job tried(Job job, int times) {
        var called = job;
        for (int time = 0; time < times; time++) {
            called = called.called(NOW);
        }
        return called;
    }
}
