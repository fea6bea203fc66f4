package kartei.function.contactedit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import kartei.api.Clients;
import kartei.api.Environment;
import kartei.api.Ids;
import kartei.api.World;
import kartei.domain.Limits;
import kartei.domain.contact.ContactId;
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
import kartei.testkit.TestTable;
import tools.jackson.databind.JsonNode;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// The function behind its gateway, on a table of a test's own: every call watched, compared with the function's rights and
/// with the API's description, and breakable.
final class ContactDesk {
    static final Set<String> LINK_JOBS = Set.of("relink", "clear-links", "matching-preview");

    final StillClock clock = StillClock.at("2026-11-22T09:00:00Z");
    final Faults faults;
    final Meter meter;
    final Given given;
    /// What carries the jobs for links through their steps.
    final JobRun jobs;

    private final TestTable table;
    private final List<RightsGuard> guards = new ArrayList<>();
    private final FunctionCalls calls;

    ContactDesk(TestTable table) {
        this.table = table;
        this.faults = new Faults(table.stack().http(), 1);
        this.meter = new Meter(table.dynamo());
        this.given = given("w1");
        this.calls = anotherCopy();
        this.jobs = moreJobs();
    }

    /// What is there in a workspace before a test begins, by calls that nobody watches or breaks.
    Given given(String workspace) {
        var environment = Environment.of(table.variables());
        var clients = Clients.of(environment, table.stack()::http, List.of());
        return new Given(new World(environment, clients, clock, new Ids(clock), _ -> {}), workspace);
    }

    /// Another copy of the function, cold.
    FunctionCalls anotherCopy() {
        return FunctionCalls.of(handler());
    }

    ContactEditHandler handler() {
        return new ContactEditHandler(world("ContactEditFunction", meter));
    }

    /// A world with the rights of one function, whose calls `watcher` sees.
    World world(String function, ExecutionInterceptor watcher) {
        var guard = new RightsGuard(Project.template(table), function);
        guards.add(guard);
        var environment = Environment.of(table.variables());
        var clients = Clients.of(environment, () -> faults, List.of(guard, new LimitGuard(), watcher));
        return new World(environment, clients, clock, new Ids(clock), _ -> {});
    }

    /// Another copy of what carries the jobs for links through their steps.
    JobRun moreJobs() {
        return new JobRun(table, new LinkSlicesHandler(world("LinkSlicesFunction", meter)), LINK_JOBS, clock::moveTo);
    }

    /// The same for many calls: of each only the name of its request is told, and nothing is kept.
    JobRun countedJobs(Consumer<String> calls) {
        var counter = new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                calls.accept(context.request().getClass().getSimpleName());
                faults.clear();
            }
        };
        return new JobRun(table, new LinkSlicesHandler(world("LinkSlicesFunction", counter)), LINK_JOBS, clock::moveTo);
    }

    /// Whoever holds a job is dead for so long that the sweeper calls for another execution.
    void loseExecutions() {
        clock.advance(Limits.JOB_WAITS_FOR_SLICES.plus(Limits.JOB_LEASE).plusSeconds(1));
        given.sweepJobs();
    }

    /// Contacts are linked by this attribute from now on.
    void matching(String key, String... region) {
        given.matching(Optional.of(key), region);
        jobs.run();
    }

    FunctionCalls as(String role, String workspace) {
        return calls.as(role, workspace);
    }

    FunctionCalls agent() {
        return as("agent", "w1");
    }

    FunctionCalls admin() {
        return as("admin", "w1");
    }

    Answer get(String target) {
        return agent().call("GET", target);
    }

    Answer get(ContactId contact) {
        return get(path(contact));
    }

    /// Sets values; `values` is the inside of a JSON object.
    Answer edit(ContactId contact, String values) {
        return edit(agent(), contact, values);
    }

    static Answer edit(FunctionCalls caller, ContactId contact, String values) {
        return caller.call("PATCH", path(contact) + "/attributes", "{\"values\": {" + values + "}}");
    }

    Answer vip(ContactId contact, boolean vip) {
        return vip(agent(), contact, vip);
    }

    static Answer vip(FunctionCalls caller, ContactId contact, boolean vip) {
        return caller.call("PUT", path(contact) + "/vip", "{\"vip\": " + vip + "}");
    }

    static String path(ContactId contact) {
        return "/v1/contacts/" + contact.value();
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

    /// What the contact tab shows of an attribute, at a member; nothing when it does not show it or has no such member.
    static Optional<String> shown(Answer contact, String key, String member) {
        return contact.json()
                .at("/attributes")
                .valueStream()
                .filter(attribute -> attribute.at("/key").asString().equals(key))
                .map(attribute -> attribute.at(member))
                .filter(found -> !found.isMissingNode() && !found.isNull())
                .map(found -> found.asString())
                .findFirst();
    }

    /// All items of all pages of a list.
    List<JsonNode> all(String target) {
        return all(agent(), target);
    }

    List<JsonNode> all(FunctionCalls caller, String target) {
        var items = new ArrayList<JsonNode>();
        var page = caller.call("GET", target);
        page.json().at("/items").valueStream().forEach(items::add);
        while (page.at("/next").isPresent()) {
            page = caller.call("GET", page.header("link").orElseThrow().replaceAll("^<|>.*$", ""));
            page.json().at("/items").valueStream().forEach(items::add);
        }
        return items;
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
