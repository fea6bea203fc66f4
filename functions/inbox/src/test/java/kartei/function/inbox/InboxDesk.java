package kartei.function.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import kartei.api.Clients;
import kartei.api.Environment;
import kartei.api.Ids;
import kartei.api.World;
import kartei.testkit.Bill;
import kartei.testkit.Faults;
import kartei.testkit.FunctionCalls;
import kartei.testkit.LimitGuard;
import kartei.testkit.Meter;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.Project;
import kartei.testkit.RightsGuard;
import kartei.testkit.StillClock;
import kartei.testkit.TestTable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;

/// The function behind its gateway, on a table of a test's own: every call watched, compared with the function's rights and
/// with the API's description, and breakable.
final class InboxDesk {
    final StillClock clock = StillClock.at("2026-11-22T09:00:00Z");
    final Faults faults;
    final Given given;

    private final TestTable table;
    private final Meter meter;
    private final List<RightsGuard> guards = new ArrayList<>();
    private final FunctionCalls calls;

    InboxDesk(TestTable table) {
        this.table = table;
        this.faults = new Faults(table.stack().http(), 1);
        this.meter = new Meter(table.dynamo());
        this.given = given("w1");
        this.calls = anotherCopy();
    }

    /// What is done in a workspace by others than this function, by calls that nobody watches or breaks.
    Given given(String workspace) {
        var environment = Environment.of(table.variables());
        var clients = Clients.of(environment, table.stack()::http, List.of());
        return new Given(new World(environment, clients, clock, new Ids(clock), _ -> {}), workspace);
    }

    /// Another copy of the function, cold.
    FunctionCalls anotherCopy() {
        return FunctionCalls.of(handler());
    }

    InboxHandler handler() {
        var guard = new RightsGuard(Project.template(table), "InboxFunction");
        guards.add(guard);
        var environment = Environment.of(table.variables());
        var clients = Clients.of(environment, () -> faults, List.of(guard, new LimitGuard(), meter));
        return new InboxHandler(new World(environment, clients, clock, new Ids(clock), _ -> {}));
    }

    FunctionCalls nobody() {
        return calls;
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

    FunctionCalls connector() {
        return calls.asConnector("w1", "messages:write");
    }

    Answer send(Letter letter) {
        return connector().call("POST", "/v1/messages", letter.json());
    }

    Answer get(String target) {
        return agent().call("GET", target);
    }

    /// A conversation by the answer to a message in it.
    Answer conversation(Answer taken) {
        return get("/v1/conversations/" + conversationId(taken));
    }

    Answer messages(Answer taken) {
        return get("/v1/conversations/" + conversationId(taken) + "/messages");
    }

    Answer status(Answer taken, String status) {
        return agent().call("PUT", "/v1/conversations/" + conversationId(taken) + "/status",
                "{\"status\": \"" + status + "\"}");
    }

    Answer reply(Answer taken, String text) {
        return reply(agent(), taken, "{\"text\": \"" + text + "\"}");
    }

    static Answer reply(FunctionCalls caller, Answer taken, String body) {
        return caller.call("POST", "/v1/conversations/" + conversationId(taken) + "/messages", body);
    }

    /// Takes away all that lies under a contact.
    void forget(Answer taken) {
        table.items()
                .stream()
                .filter(item -> partition(item).matches("(CON|MSG)#w1#" + contactId(taken) + ".*"))
                .forEach(item -> table.dynamo().deleteItem(delete -> delete.tableName(table.name()).key(key(item))));
    }

    static String partition(Map<String, AttributeValue> item) {
        return Optional.ofNullable(item.get("PK")).map(AttributeValue::s).orElseThrow();
    }

    private static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
        var key = new TreeMap<>(item);
        key.keySet().retainAll(Set.of("PK", "SK"));
        return key;
    }

    static String conversationId(Answer taken) {
        return taken.at("/conversationId").orElseThrow();
    }

    static String contactId(Answer taken) {
        return taken.at("/contactId").orElseThrow();
    }

    static String problem(Answer answer) {
        return answer.at("/type").orElse("").replace("/problems/", "");
    }

    /// The places that the problem names.
    static List<String> pointers(Answer answer) {
        return texts(answer, "/errors", "/pointer");
    }

    /// The texts at `member` of each element of the list at `list`.
    static List<String> texts(Answer answer, String list, String member) {
        return answer.json().at(list).valueStream().map(element -> element.at(member).asString()).toList();
    }

    /// What the queue shows, in its order, at `member` of each conversation; all pages.
    List<String> queue(String query, String member) {
        return all("/v1/conversations" + query).stream().map(item -> item.at(member).asString()).toList();
    }

    /// All items of all pages of a list.
    List<JsonNode> all(String target) {
        var items = new ArrayList<JsonNode>();
        var next = Optional.of(target);
        while (next.isPresent()) {
            var page = admin().call("GET", next.get());
            assertThat(page.status()).isEqualTo(200);
            page.json().at("/items").valueStream().forEach(items::add);
            next = page.header("link").map(link -> link.replaceAll("^<|>.*$", ""));
            assertThat(next.isPresent()).isEqualTo(page.at("/next").isPresent());
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
