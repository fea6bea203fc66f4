package kartei.api.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Optional;

import kartei.api.Clients;
import kartei.api.Environment;
import kartei.api.Ground;
import kartei.api.Ids;
import kartei.api.World;
import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.WorkspaceId;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;
import kartei.domain.job.JobKind;
import kartei.domain.job.JobState;
import kartei.storage.Action;
import kartei.storage.ConditionFailed;
import kartei.storage.Jobs;
import kartei.storage.Table;
import kartei.testkit.Fault;
import kartei.testkit.Faults;
import kartei.testkit.JobRun;
import kartei.testkit.KarteiTable;
import kartei.testkit.StillClock;
import kartei.testkit.TestTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The steps of a job, by a kind of work that only counts.
class JobFunctionTest {
    private static final WorkspaceId WS = new WorkspaceId("w1");
    private static final JobId ID = new JobId(JobKind.CLEAR_VALUES, "01KB3W0000000000000000000A");
    private static final JobRun.Job REFERENCE = new JobRun.Job("w1", "clear-values", ID.value());
    private static final Map<String, Object> INPUT = Map.of("ws", "w1", "kind", "clear-values", "id", ID.value());

    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable();

    private final TestTable test;
    private final StillClock clock = StillClock.at("2026-11-22T09:00:00Z");
    private final Faults faults;
    private final Table table;
    private final Jobs jobs;

    JobFunctionTest(TestTable test) {
        this.test = test;
        this.faults = new Faults(test.stack().http(), 1);
        this.table = Ground.tableOf(world(clock));
        this.jobs = new Jobs(table);
    }

    private World world(InstantSource time) {
        var environment = Environment.of(test.variables());
        return new World(environment, Clients.of(environment, () -> faults, List.of()), time, new Ids(time), _ -> {});
    }

    private JobRun run(Work work) {
        return run(work, clock);
    }

    private JobRun run(Work work, InstantSource time) {
        return new JobRun(test, new JobFunction(world(time), Map.of(JobKind.CLEAR_VALUES, work)) {},
                Set.of("clear-values"), clock::moveTo);
    }

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private void write(Action action) {
        try {
            table.write(List.of(action));
        } catch (ConditionFailed e) {
            throw new Refused();
        }
    }

    private void queued() {
        write(Jobs.start(WS, Job.queued(ID, Map.of(), clock.instant())));
    }

    private Job found() {
        return jobs.find(WS, ID, clock.instant()).orElseThrow();
    }

    private static Object next(Map<String, Object> answer) {
        return Optional.ofNullable(answer.get("next")).orElseThrow();
    }

    @Test
    void cutsSlicesAndEnds() {
        var work = new Counting(2);
        queued();

        run(work).run();

        assertThat(work.done()).containsExactly("cut", "0-1", "1-2", "2-3", "0-1", "1-2", "2-3", "finish");
        assertThat(found().state()).isEqualTo(JobState.READY);
        assertThat(found().progress()).isEqualTo(new Job.Progress(6, 6));
        assertThat(found().isActive()).isFalse();
    }

    @Test
    void showsItsProgressOnTheWay() {
        queued();
        var job = run(new Counting(1).onSlice(() -> {
            assertThat(found().state()).isEqualTo(JobState.RUNNING);
            assertThat(found().progress().ofAbout()).isEqualTo(3);
        }));

        assertThat(found().state()).isEqualTo(JobState.QUEUED);
        job.run();
    }

    /// A wait ends on the millisecond that the table keeps; the clock is finer.
    @Test
    void isTakenAgainByItsExecutionWithinTheMillisecondInWhichItsWaitEnds() {
        var until = clock.instant().plus(Duration.ofMinutes(1));
        write(Jobs.start(WS, Job.queued(ID, Map.of(), clock.instant()).later(until)));
        assertThat(jobs.lease(WS, ID, "execution-1", Optional.empty(), clock.instant())).isPresent();

        var leased = jobs.lease(WS, ID, "execution-1", Optional.empty(), until.plusNanos(300_000));

        assertThat(leased.orElseThrow().isHeldBy("execution-1")).isTrue();
    }

    @Test
    void isForgottenAfterAMonth() {
        queued();
        run(new Counting(0)).run();

        clock.advance(Limits.JOB_KEPT);

        assertThat(jobs.find(WS, ID, clock.instant())).isEmpty();
    }

    @Test
    void doesAsManySlicesAsFitIntoARoundAndGoesOnElsewhereAfterItsRounds() {
        var work = new Counting(1);
        queued();
        var slow = run(work, () -> clock.advance(Duration.ofSeconds(30)));
        slow.step("plan", INPUT, "E1", Map.of("round", 0));

        var first = slow.step("slice", INPUT, "E1", Map.of("segment", Map.of("number", 0, "rounds", 2)));
        var second = slow.step("slice", INPUT, "E1", Map.of("segment", first));

        assertThat(first).containsEntry("next", "slice").containsEntry("rounds", 1).containsEntry("number", 0);
        assertThat(second).containsEntry("next", "end");
        assertThat(found().segments()).contains(Map.of(0, "2"));
        assertThat(next(slow.step("finish", INPUT, "E1", Map.of("round", 1)))).isEqualTo("continue");
        slow.run(REFERENCE, "E2", Optional.of("E1"));
        assertThat(found().state()).isEqualTo(JobState.READY);
        assertThat(work.done()).containsExactly("cut", "0-1", "1-2", "2-3", "finish");
    }

    @Test
    void sharesTheRoundsOfAnExecutionAmongItsSegments() {
        queued();

        var plan = run(new Counting(16)).step("plan", INPUT, "E1", Map.of("round", 0));

        assertThat(plan.get("segments")).asString().contains("rounds=18").doesNotContain("rounds=19");
    }

    @Test
    void doesNotDecideForEverInOneExecution() {
        queued();
        var endless = run(new Counting(0).ending(_ -> new Work.Finish.More()));
        endless.step("plan", INPUT, "E1", Map.of("round", 0));

        assertThat(next(endless.step("finish", INPUT, "E1", Map.of("round", Limits.JOB_DECISIONS_MAX - 1))))
                .isEqualTo("finish");
        assertThat(next(endless.step("finish", INPUT, "E1", Map.of("round", Limits.JOB_DECISIONS_MAX))))
                .isEqualTo("continue");
    }

    @Test
    void isDoneByOneOfTwoExecutions() {
        var work = new Counting(1);
        queued();
        var run = run(work);
        run.step("plan", INPUT, "E1", Map.of("round", 0));

        run.run(REFERENCE, "E2", Optional.empty());
        run.run(REFERENCE, "E3", Optional.of("E2"));
        assertThat(work.done()).containsExactly("cut");
        assertThat(next(run.step("slice", INPUT, "E2", Map.of("segment", Map.of("number", 0, "rounds", 1)))))
                .isEqualTo("end");

        run.run(REFERENCE, "E1", Optional.empty());
        assertThat(work.done()).containsExactly("cut", "0-1", "1-2", "2-3", "finish");
        run.run(REFERENCE, "E4", Optional.empty());
        assertThat(work.done()).hasSize(5);
    }

    @Test
    void isTakenFromAnExecutionThatWasLostAndThatComesBack() {
        var work = new Counting(1);
        queued();
        var run = run(work);
        run.step("plan", INPUT, "E1", Map.of("round", 0));
        clock.advance(Limits.JOB_LEASE.plusMillis(1));
        work.onSlice(() -> {
            work.onSlice(() -> {});
            jobs.due(clock.instant(), 10).forEach(due -> jobs.call(WS, due.job(), clock.instant()));
            run.run(REFERENCE, "E2", Optional.empty());
        });

        var late = run.step("slice", INPUT, "E1", Map.of("segment", Map.of("number", 0, "rounds", 9)));

        assertThat(next(late)).isEqualTo("end");
        assertThat(next(run.step("finish", INPUT, "E1", Map.of("round", 0)))).isEqualTo("end");
        assertThat(next(run.step("fail", INPUT, "E1", Map.of()))).isEqualTo("end");
        assertThat(found().state()).isEqualTo(JobState.READY);
        assertThat(found().progress().done()).isEqualTo(3);
    }

    @Test
    void isCalledForByTheSweeperOnceAndNotBeforeItsTime() {
        queued();
        var turn = found().turn();

        assertThat(jobs.due(clock.instant(), 10)).isEmpty();
        clock.advance(Limits.JOB_START_WITHIN.plusMillis(1));
        var due = jobs.due(clock.instant(), 10).getFirst().job();
        jobs.call(WS, due, clock.instant());
        jobs.call(WS, due, clock.instant());

        assertThat(found().turn()).as("what the pipe looks at").isEqualTo(turn.other());
        assertThat(found().attempts()).isEqualTo(1);
        assertThat(jobs.due(clock.instant(), 10)).isEmpty();
    }

    @Test
    void waitsLongerEachTimeThatItFails() {
        queued();
        var run = run(new Counting(1));
        var waits = new ArrayList<Duration>();
        for (int attempt = 0; attempt < 9; attempt++) {
            run.step("plan", INPUT, "E" + attempt, Map.of("round", 0));
            run.step("fail", INPUT, "E" + attempt, Map.of());
            assertThat(found().state()).isEqualTo(JobState.FAILED);
            assertThat(found().reason()).isPresent();
            var due = found().due().orElseThrow();
            waits.add(Duration.between(clock.instant(), due));
            clock.moveTo(due.plusMillis(1));
            jobs.due(clock.instant(), 10).forEach(active -> jobs.call(WS, active.job(), clock.instant()));
        }

        assertThat(waits.stream().map(Duration::toMinutes)).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
        run.run(REFERENCE, "E", Optional.empty());
        assertThat(found().state()).isEqualTo(JobState.READY);
        assertThat(found().reason()).isEmpty();
    }

    @Test
    void forgetsItsFailuresWhenItGetsFurther() {
        queued();
        var run = run(new Counting(1), () -> clock.advance(Duration.ofSeconds(50)));
        run.step("plan", INPUT, "E1", Map.of("round", 0));
        run.step("fail", INPUT, "E1", Map.of());
        run.step("plan", INPUT, "E2", Map.of("round", 0));

        run.step("slice", INPUT, "E2", Map.of("segment", Map.of("number", 0, "rounds", 2)));

        assertThat(found().attempts()).isZero();
    }

    @Test
    void waitsForTheRequestsThatMayNotKnowTheSettingYet() {
        var work = new Counting(1);
        write(Jobs.start(WS, Job.queued(ID, Map.of(), clock.instant()).afterRequests()));
        var run = run(work);

        var answer = run.step("plan", INPUT, "E1", Map.of("round", 0));

        assertThat(answer).containsEntry("next", "wait").containsEntry("until", "2026-11-22T09:01:00Z");
        assertThat(Limits.JOB_WAITS_FOR_REQUESTS).isGreaterThan(Duration.ofSeconds(30));
        assertThat(found().state()).isEqualTo(JobState.QUEUED);
        assertThat(work.done()).isEmpty();
        run.run(REFERENCE, "E1", Optional.empty());
        assertThat(found().state()).isEqualTo(JobState.READY);
    }

    @Test
    void canEndLater() {
        var until = clock.instant().plus(Duration.ofMinutes(20));
        queued();
        var work = new Counting(1).ending(
                _ -> clock.instant().isBefore(until) ? new Work.Finish.Later(until) : new Work.Finish.Done(List.of()));

        run(work).run();

        assertThat(clock.instant()).isEqualTo(until);
        assertThat(work.done()).containsSequence("2-3", "finish", "finish");
    }

    @Test
    void canBeWalkedThroughAgain() {
        queued();
        var work = new Counting(1).ending(assignment -> assignment.job().about().isEmpty()
                ? new Work.Finish.Again(new Work.Cut(List.of("1", "2"), 9), Map.of("walk", "2"), clock.instant())
                : new Work.Finish.Done(List.of()));

        run(work).run();

        assertThat(work.done()).containsExactly("cut", "0-1", "1-2", "2-3", "finish", "1-2", "2-3", "2-3", "finish");
        assertThat(found().progress()).isEqualTo(new Job.Progress(6, 9));
    }

    @Test
    void canBeRefusedForGood() {
        queued();

        run(new Counting(0).ending(_ -> new Work.Finish.Refused("more rows than a sheet takes", List.of()))).run();

        assertThat(found().state()).isEqualTo(JobState.FAILED);
        assertThat(found().reason()).contains("more rows than a sheet takes");
        assertThat(found().isActive()).isFalse();
    }

    @Test
    void stopsWhenItIsReplaced() {
        queued();
        var work = new Counting(1);
        var run = run(work);
        run.step("plan", INPUT, "E1", Map.of("round", 0));

        write(Jobs.stop(WS, ID, JobState.REPLACED, clock.instant()));

        assertThat(next(run.step("slice", INPUT, "E1", Map.of("segment", Map.of("number", 0, "rounds", 9)))))
                .isEqualTo("end");
        assertThat(next(run.step("finish", INPUT, "E1", Map.of("round", 1)))).isEqualTo("end");
        assertThat(work.done()).containsExactly("cut");
        assertThat(found().state()).isEqualTo(JobState.REPLACED);
        assertThatThrownBy(() -> write(Jobs.stop(WS, ID, JobState.CANCELLED, clock.instant())))
                .isInstanceOf(Refused.class);
    }

    @Test
    void keepsWhatASliceDidWhenItsTaskIsAskedForAgain() {
        queued();
        var work = new Counting(1);
        var run = run(work);
        run.step("plan", INPUT, "E1", Map.of("round", 0));
        var segment = Map.<String, Object>of("segment", Map.of("number", 0, "rounds", 9));
        run.step("slice", INPUT, "E1", segment);

        run.step("plan", INPUT, "E1", Map.of("round", 0));
        run.step("slice", INPUT, "E1", segment);
        run.step("finish", INPUT, "E1", Map.of("round", 0));

        assertThat(run.step("finish", INPUT, "E1", Map.of("round", 0))).containsEntry("next", "end");
        assertThat(work.done()).containsExactly("cut", "0-1", "1-2", "2-3", "finish");
    }

    @Test
    void goesOnWhenTheAnswerOfTheTableIsLost() {
        queued();
        faults.on("TransactWriteItems").always().inject(new Fault.Conflict());
        var work = new Counting(1);
        assertThatThrownBy(() -> run(work).run()).isInstanceOf(Rejected.class);
        faults.clear();
        faults.on("TransactWriteItems").first(3).inject(new Fault.AnswerLost());

        run(work).run();

        assertThat(found().progress().done()).isEqualTo(3);
    }

    @Test
    void doesNotTakeASliceThatGetsNowhere() {
        queued();
        var stuck = new Counting(1) {
            @Override
            public Slice slice(Assignment assignment, String cursor) {
                return Slice.upTo(cursor, 0);
            }
        };

        assertThatThrownBy(() -> run(stuck).run()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isCutIntoABoundedNumberOfSegments() {
        assertThatThrownBy(() -> Job.queued(ID, Map.of(), clock.instant()).cut(Collections.nCopies(17, ""), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
