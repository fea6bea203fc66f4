package kartei.function.attributeadmin;

import static kartei.function.attributeadmin.AdminDesk.problem;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import kartei.api.Ground;
import kartei.domain.Limits;
import kartei.domain.contact.ContactId;
import kartei.storage.Jobs;
import kartei.storage.TableCheck;
import kartei.storage.Together;
import kartei.testkit.Fault;
import kartei.testkit.JobRun;
import kartei.testkit.KarteiTable;
import kartei.testkit.SimulatedCrash;
import kartei.testkit.TestTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("S12, S13: the job that clears values, killed, doubled, lost and shown")
class ClearValuesJobTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final AdminDesk desk;
    private final GivenContacts given;
    private final JobRun jobs;

    ClearValuesJobTest(TestTable table) {
        this.desk = new AdminDesk(table);
        this.given = new GivenContacts(desk.unwatched());
        this.jobs = desk.jobs();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private void made(String key) {
        desk.make("{\"label\": \"%s\", \"type\": \"text\"}".formatted(key));
    }

    /// Deletes the attribute; says which job clears its values.
    private JobRun.Job deleted(String key) {
        var answer = desk.admin().call("DELETE", "/v1/attributes/" + key);
        assertThat(answer.status()).isEqualTo(202);
        return new JobRun.Job("w1", "clear-values", answer.at("/job/id").orElseThrow());
    }

    private String state(JobRun.Job job) {
        return desk.get("/v1/jobs/" + job.id()).at("/state").orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endsTheSameWhereverItIsKilled(boolean after) {
        var contacts = List.of(given.with(Map.of()), given.with(Map.of()), given.with(Map.of()));
        var fired = true;
        for (int call = 1; fired; call++) {
            made("Tier");
            var id = given.idOf("Tier");
            contacts.forEach(contact -> given.set(contact, "Tier", "Gold"));
            var job = deleted("Tier");

            fired = killed(job, call, after ? new Fault.CrashAfter() : new Fault.CrashBefore());
            takenUpAgain(job, call);

            assertThat(state(job)).as("killed at call " + call).isEqualTo("ready");
            assertThat(contacts).as("killed at call " + call)
                    .allSatisfy(contact -> assertThat(given.read(contact).values()).doesNotContainKey(id));
            assertThat(call).isLessThan(200);
        }
    }

    private boolean killed(JobRun.Job job, int call, Fault fault) {
        desk.faults.clear();
        desk.faults.onAny().call(call).inject(fault);
        try {
            jobs.run(job, "E" + call, Optional.empty());
            return desk.faults.fired() > 0;
        } catch (SimulatedCrash dead) {
            return true;
        } finally {
            desk.faults.clear();
        }
    }

    /// By turns the task is tried again, or the execution is lost with it and the sweeper calls for another.
    private void takenUpAgain(JobRun.Job job, int call) {
        if (call % 2 == 0) {
            jobs.run(job, "E" + call, Optional.empty());
        } else {
            desk.clock.advance(Limits.JOB_LEASE.plusSeconds(1));
            desk.sweep();
            jobs.run(job, "E" + call + "b", Optional.empty());
        }
    }

    @Test
    void isDoneOnceByExecutionsThatAreStartedTogether() {
        made("Tier");
        var contacts = Stream.generate(() -> given.with(Map.of("Tier", "Gold"))).limit(12).toList();
        var job = deleted("Tier");

        Together.all(Stream.of("E1", "E2", "E3").<Supplier<Boolean>>map(name -> () -> {
            desk.jobs().run(job, name, Optional.empty());
            return true;
        }).toList());

        assertThat(state(job)).isEqualTo("ready");
        assertThat(desk.get("/v1/jobs/" + job.id()).body()).contains("\"progress\":{\"done\":12,\"ofAbout\":12}");
        assertThat(contacts).allSatisfy(this::hasBeenWrittenOnce);
    }

    /// Made, given a value, cleared.
    private void hasBeenWrittenOnce(ContactId contact) {
        assertThat(given.read(contact).version()).isEqualTo(3);
    }

    @Test
    void runsBesideAnotherOneOnTheSameContacts() {
        made("Tier");
        made("Level");
        var contacts = Stream.generate(() -> given.with(Map.of("Tier", "1", "Level", "2"))).limit(12).toList();
        var both = List.of(deleted("Tier"), deleted("Level"));

        Together.all(both.stream().<Supplier<Boolean>>map(job -> () -> {
            desk.jobs().run(job, "E-" + job.id(), Optional.empty());
            return true;
        }).toList());

        assertThat(both).allSatisfy(job -> assertThat(state(job)).isEqualTo("ready"));
        assertThat(contacts).allSatisfy(contact -> assertThat(given.read(contact).values()).isEmpty());
    }

    @Test
    void isShownToAdminsOfItsWorkspaceInEveryPlan() {
        made("Tier");
        given.with(Map.of("Tier", "Gold"));
        var job = deleted("Tier");
        desk.plan("standard");

        var shown = desk.get("/v1/jobs/" + job.id());

        assertThat(shown.body()).isEqualTo("{\"id\":\"" + job.id()
                + "\",\"kind\":\"clear-values\",\"state\":\"queued\",\"progress\":{\"done\":0,\"ofAbout\":0}}");
        assertThat(shown.header("etag")).isPresent();
        assertThat(problem(desk.as("admin", "w2").call("GET", "/v1/jobs/" + job.id()))).isEqualTo("not-found");
        assertThat(problem(desk.agent().call("GET", "/v1/jobs/" + job.id()))).isEqualTo("forbidden");
        jobs.run();
        assertThat(desk.get("/v1/jobs/" + job.id()).body()).contains("\"ready\"", "{\"done\":1,\"ofAbout\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "clear-values", "clear-values-01KB3W0000000000000000000A",
            "01KB3W0000000000000000000A", "other-01KB3W0000000000000000000A", "clear-values-%23"})
    void isNotFoundUnderAnotherId(String id) {
        assertThat(desk.get("/v1/jobs/" + id).status()).isEqualTo(404);
    }

    @Test
    void isCalledForWhenNobodyCame() {
        made("Tier");
        deleted("Tier");

        assertThat(desk.sweep()).isEqualTo("0 called");
        desk.clock.advance(Limits.JOB_START_WITHIN.plusSeconds(1));
        assertThat(desk.sweep()).isEqualTo("1 called");
        assertThat(desk.sweep()).isEqualTo("0 called");
        jobs.run();
    }

    @Test
    void isStuckWhenItWasCalledForThreeTimesAndNobodyCame() {
        made("Tier");
        deleted("Tier");
        var sweeper = new SweepJobs(new Jobs(Ground.tableOf(desk.world("SweepJobsFunction"))), desk.clock);

        for (int call = 1; call <= 3; call++) {
            assertThat(sweeper.gauges().stuckJobs()).isZero();
            desk.clock.advance(Limits.JOB_START_WITHIN.plusSeconds(1));
            desk.sweep();
        }

        assertThat(sweeper.gauges().stuckJobs()).isEqualTo(1);
        jobs.run();
        assertThat(sweeper.gauges().active()).isZero();
    }
}
