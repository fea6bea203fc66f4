package kartei.function.contactdeletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

import kartei.api.Clients;
import kartei.api.Environment;
import kartei.api.Ground;
import kartei.api.Ids;
import kartei.api.World;
import kartei.domain.Limits;
import kartei.domain.contact.ContactId;
import kartei.storage.AutoClearing.Resting;
import kartei.storage.Marking;
import kartei.storage.RestingContacts;
import kartei.storage.TableCheck;
import kartei.storage.Usage;
import kartei.testkit.Bill;
import kartei.testkit.Fault;
import kartei.testkit.Faults;
import kartei.testkit.FunctionCalls;
import kartei.testkit.JobRun;
import kartei.testkit.LimitGuard;
import kartei.testkit.Meter;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.Project;
import kartei.testkit.RightsGuard;
import kartei.testkit.SimulatedCrash;
import kartei.testkit.StillClock;
import kartei.testkit.TestContext;
import kartei.testkit.TestTable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The functions that take away what goes by itself, on a table of a test's own: every call watched, compared with the rights
/// of its function and with the API's description, and breakable.
final class PrivacyDesk {
    static final String SETTING = "/v1/settings/privacy";

    final StillClock clock = StillClock.at("2026-11-22T09:00:00Z");
    final Faults faults;
    final Meter meter;
    final GivenResting given;
    final JobRun jobs;

    private final TestTable table;
    private final List<RightsGuard> guards = new ArrayList<>();
    private final FunctionCalls calls;
    private final SweepPrivacyHandler sweeper;

    PrivacyDesk(TestTable table) {
        this.table = table;
        this.faults = new Faults(table.stack().http(), 1);
        this.meter = new Meter(table.dynamo());
        this.given = given("w1");
        this.calls = FunctionCalls.of(new ContactDeletionHandler(world("ContactDeletionFunction")));
        this.sweeper = new SweepPrivacyHandler(world("SweepPrivacyFunction"));
        this.jobs = new JobRun(table, new ErasureSlicesHandler(world("ErasureSlicesFunction")), Set.of("auto-clear"),
                clock::moveTo);
    }

    /// A world with the rights of one function.
    World world(String function) {
        var guard = new RightsGuard(Project.template(table), function);
        guards.add(guard);
        var environment = Environment.of(table.variables());
        var clients = Clients.of(environment, () -> faults, List.of(guard, new LimitGuard(), meter));
        return new World(environment, clients, clock, new Ids(clock), _ -> {});
    }

    /// What is there in a workspace before a test begins, by calls that nobody watches or breaks.
    GivenResting given(String workspace) {
        return new GivenResting(unwatched(), workspace);
    }

    private World unwatched() {
        var environment = Environment.of(table.variables());
        var clients = Clients.of(environment, table.stack()::http, List.of());
        return new World(environment, clients, clock, new Ids(clock), _ -> {});
    }

    FunctionCalls admin(String workspace) {
        return calls.as("admin", workspace);
    }

    FunctionCalls as(String role) {
        return calls.as(role, "w1");
    }

    Answer get() {
        return admin("w1").call("GET", SETTING);
    }

    Answer put(String body) {
        return put("w1", body);
    }

    Answer put(String workspace, String body) {
        return admin(workspace).call("PUT", SETTING, body);
    }

    /// Contacts are cleared after so many hours from now on.
    void clearAfter(int hours) {
        assertThat(put("{\"autoClearHours\": " + hours + "}").status()).isEqualTo(200);
    }

    static String problem(Answer answer) {
        return answer.at("/type").orElse("").replace("/problems/", "");
    }

    /// The sweeper's quarter of an hour.
    String sweep() {
        return sweeper.handleRequest(new ScheduledEvent(), new TestContext("quarter"));
    }

    /// Some time goes by, and what goes by itself goes.
    void after(Duration time) {
        clock.advance(time);
        sweep();
        jobs.run();
    }

    void afterHours(int hours) {
        after(Duration.ofHours(hours));
    }

    /// What clears contacts, by calls that nobody watches or breaks.
    RestingContacts contacts() {
        var ground = Ground.of(unwatched());
        return new RestingContacts(ground.table(), ground.workspaces(), new Usage(ground.table(), _ -> 0),
                new Marking(ground.table(), ground.keys()), new Ids(clock)::next);
    }

    /// The contact's entry in the index, as it stands in the table.
    Resting resting(ContactId id) {
        var place = table.items(item -> text(item, "SK").equals("C~A") && text(item, "id").equals(id.value()))
                .stream()
                .map(item -> text(item, "WrkSK"))
                .findFirst()
                .orElseThrow();
        return new Resting(id, Instant.parse(place.substring(0, place.indexOf('#'))), place);
    }

    /// Dies where a fault says so, once; the job is taken up again by another execution. Whether it died.
    boolean diesAt(Faults.Aim where, int call, Fault crash) {
        where.call(call).inject(crash);
        var died = false;
        try {
            sweep();
            jobs.run();
        } catch (SimulatedCrash dead) {
            died = true;
        }
        faults.clear();
        clock.advance(Limits.JOB_LEASE.plusSeconds(1));
        given.sweepJobs();
        sweep();
        jobs.run();
        return died;
    }

    static Stream<Fault> crashes() {
        return Stream.of(new Fault.CrashBefore(), new Fault.CrashAfter());
    }

    /// All items of one workspace but its jobs, by their keys.
    Map<String, Map<String, AttributeValue>> items(String workspace) {
        return table.items(item -> text(item, "PK").matches("(?!JOB#)[A-Z]+#" + workspace + "(#.*)?"))
                .stream()
                .collect(Collectors.toMap(item -> text(item, "PK") + " " + text(item, "SK"), item -> item, (a, _) -> a,
                        TreeMap::new));
    }

    /// Nothing in the table contradicts anything else in it.
    void isSound(String after) {
        assertThatNoException().as(after).isThrownBy(() -> TableCheck.check(table.items()));
    }

    static String text(Map<String, AttributeValue> item, String field) {
        return item.containsKey(field) ? item.get(field).s() : "";
    }

    Bill bill(Runnable action) {
        return meter.measure(action);
    }

    TestTable table() {
        return table;
    }

    /// What every test ends with: nobody did what the policies do not allow.
    void close() {
        assertThat(guards).allSatisfy(guard -> assertThat(guard.refusals()).isEmpty());
    }
}
