package kartei.function.attributeadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import kartei.api.Clients;
import kartei.api.Environment;
import kartei.api.Ids;
import kartei.api.Pause;
import kartei.api.World;
import kartei.testkit.Bill;
import kartei.testkit.Faults;
import kartei.testkit.FunctionCalls;
import kartei.testkit.JobRun;
import kartei.testkit.LimitGuard;
import kartei.testkit.Meter;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.Project;
import kartei.testkit.RightsGuard;
import kartei.testkit.StillClock;
import kartei.testkit.TestContext;
import kartei.testkit.TestTable;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

/// The function behind its gateway, on a table of a test's own: every call watched, compared with the function's rights and
/// with the API's description, and breakable.
final class AdminDesk {
    final StillClock clock = StillClock.at("2026-11-22T09:00:00Z");
    final Faults faults;
    final Meter meter;

    private final TestTable table;
    private final List<RightsGuard> guards = new ArrayList<>();
    private final FunctionCalls calls;

    AdminDesk(TestTable table) {
        this.table = table;
        this.faults = new Faults(table.stack().http(), 1);
        this.meter = new Meter(table.dynamo());
        this.calls = FunctionCalls.of(new AttributeAdminHandler(world("AttributeAdminFunction")));
    }

    TestTable table() {
        return table;
    }

    /// A world with the rights of one function.
    World world(String function) {
        return world(function, _ -> {});
    }

    /// A world that nobody watches or breaks: that of other functions.
    World unwatched() {
        var environment = Environment.of(table.variables());
        return new World(environment, Clients.of(environment), clock, new Ids(clock), _ -> {});
    }

    /// The same with another way to wait.
    World world(String function, Pause pause) {
        var guard = new RightsGuard(Project.template(table), function);
        guards.add(guard);
        var environment = Environment.of(table.variables());
        var clients = Clients.of(environment, () -> faults, List.of(guard, new LimitGuard(), meter));
        return new World(environment, clients, clock, new Ids(clock), pause);
    }

    /// What carries the jobs of this table through their steps.
    JobRun jobs() {
        return jobs(world("AttributeSlicesFunction"));
    }

    JobRun jobs(World world) {
        return new JobRun(table, new AttributeSlicesHandler(world), Set.of("clear-values"), clock::moveTo);
    }

    /// The sweeper's minute.
    String sweep() {
        return new SweepJobsHandler(world("SweepJobsFunction")).handleRequest(new ScheduledEvent(),
                new TestContext("minute"));
    }

    /// Another copy of the function, cold.
    FunctionCalls anotherCopy() {
        return FunctionCalls.of(new AttributeAdminHandler(world("AttributeAdminFunction")));
    }

    FunctionCalls as(String role, String workspace) {
        return calls.as(role, workspace);
    }

    /// Without a token.
    FunctionCalls nobody() {
        return calls;
    }

    FunctionCalls admin() {
        return as("admin", "w1");
    }

    FunctionCalls agent() {
        return as("agent", "w1");
    }

    Answer get(String target) {
        return admin().call("GET", target);
    }

    Answer send(String method, String target, String json) {
        return admin().call(method, target, json);
    }

    static String etag(Answer answer) {
        return answer.header("etag").orElseThrow();
    }

    static String problem(Answer answer) {
        return answer.at("/type").orElse("").replace("/problems/", "");
    }

    /// The texts at `member` of each element of the list at `list`.
    static List<String> texts(Answer answer, String list, String member) {
        return answer.json().at(list).valueStream().map(element -> element.at(member).asString()).toList();
    }

    /// Makes a custom attribute.
    Answer make(String json) {
        var made = send("POST", "/v1/attributes", json);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made;
    }

    void plan(String plan) {
        assertThat(send("PATCH", "/v1/workspace", "{\"plan\": \"%s\"}".formatted(plan)).status()).isEqualTo(200);
    }

    /// The keys of the whole list, as an admin sees it.
    List<String> keys() {
        return keys(admin(), "/v1/attributes?limit=200");
    }

    /// The keys of all pages of a list.
    List<String> keys(FunctionCalls caller, String target) {
        var keys = new ArrayList<String>();
        var page = caller.call("GET", target);
        keys.addAll(texts(page, "/items", "/key"));
        while (page.at("/next").isPresent()) {
            var next = page.header("link").orElseThrow().replaceAll("^<|>.*$", "");
            page = caller.call("GET", next);
            keys.addAll(texts(page, "/items", "/key"));
        }
        return keys;
    }

    Bill bill(Runnable action) {
        return meter.measure(action);
    }

    /// What every test ends with: nobody did what the policies do not allow.
    void close() {
        assertThat(guards).allSatisfy(guard -> assertThat(guard.refusals()).isEmpty());
    }
}
