package kartei.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.storage.TableCheck;
import kartei.testkit.Bill;
import kartei.testkit.FunctionCalls;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

import static org.assertj.core.api.Assertions.assertThat;

/// What each route costs, counted as AWS counts it, and written down in `docs/costs.md`. When a cost changes, the failure shows
/// the table as it would have to be.
class CostsTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final House house;
    private final List<String> rows = new ArrayList<>();
    private int messages;

    CostsTest(TestTable table) {
        house = new House(table);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void areWhatThePageSays() throws IOException {
        var jo = contact("1");
        var mo = contact("2");
        call(CostsTest::agent, "PATCH", "/v1/contacts/" + jo.contact() + "/attributes",
                "{\"values\": {\"firstName\": \"Jo\"}}");
        house.settle();

        attributes();
        messages();
        contacts(jo, mo);
        conversations(jo);
        rules(jo);
        reports();
        bundles(jo);
        erasures(mo);

        var page = Files.readAllLines(Path.of("../docs/costs.md"));
        assertThat(page.stream().filter(line -> line.startsWith("| ") && !line.startsWith("| call")).toList())
                .as("docs/costs.md would have to say%n%s", String.join("\n", rows))
                .containsExactlyElementsOf(rows);
    }

    private void attributes() {
        row("the workspace", CostsTest::admin, "GET", "/v1/workspace", "");
        row("rename it", CostsTest::admin, "PATCH", "/v1/workspace", "{\"name\": \"Acme\"}");
        row("make an attribute", CostsTest::admin, "POST", "/v1/attributes",
                "{\"label\": \"Shoe\", \"type\": \"text\"}");
        row("list the attributes", CostsTest::agent, "GET", "/v1/attributes", "");
        row("list them with usage", CostsTest::admin, "GET", "/v1/attributes?include=usage", "");
        row("switch one off", CostsTest::admin, "PATCH", "/v1/attributes/shoe", "{\"enabled\": false}");
        row("move one", CostsTest::admin, "PUT", "/v1/attributes/shoe/position", "{\"after\": null}");
        row("delete one", CostsTest::admin, "DELETE", "/v1/attributes/shoe", "");
        house.settle();
    }

    private void messages() {
        row("a message of somebody new", CostsTest::connector, "POST", "/v1/messages", message("3"));
        row("a message of somebody known", CostsTest::connector, "POST", "/v1/messages", message("1"));
        messages--;
        row("the same message again", CostsTest::connector, "POST", "/v1/messages", message("1"));
        house.settle();
    }

    private void contacts(Taken jo, Taken mo) {
        var path = "/v1/contacts/" + jo.contact();
        row("the contact tab", CostsTest::agent, "GET", path, "");
        row("fill in a value", CostsTest::agent, "PATCH", path + "/attributes",
                "{\"values\": {\"jobTitle\": \"Baker\"}}");
        row("fill in one that contacts are looked up by", CostsTest::agent, "PATCH", path + "/attributes",
                "{\"values\": {\"email\": \"jo@example.com\"}}");
        row("make a contact VIP", CostsTest::agent, "PUT", path + "/vip", "{\"vip\": true}");
        house.settle();
        spread("list contacts", CostsTest::agent, "GET", "/v1/contacts", "");
        row("list VIP contacts", CostsTest::agent, "GET", "/v1/contacts?group=vip", "");
        row("look a contact up by e-mail", CostsTest::agent, "GET", "/v1/contacts?attribute=email&value=jo@example.com",
                "");
        row("the history of a person", CostsTest::agent, "GET", path + "/history", "");
        row("the history of one contact", CostsTest::agent, "GET", path + "/history?allChannels=false", "");
        row("who is linked, and why", CostsTest::agent, "GET", path + "/links", "");
        row("what changed", CostsTest::admin, "GET", path + "/changes", "");
        row("say that two are not the same", CostsTest::admin, "PUT", path + "/not-same/" + mo.contact(), "");
    }

    private void conversations(Taken jo) {
        var path = "/v1/conversations/" + jo.conversation();
        spread("the queue", CostsTest::agent, "GET", "/v1/conversations", "");
        row("a conversation", CostsTest::agent, "GET", path, "");
        row("its messages", CostsTest::agent, "GET", path + "/messages", "");
        row("reply", CostsTest::agent, "POST", path + "/messages", "{\"text\": \"Hello\"}");
        row("say what it is about", CostsTest::agent, "PUT", path + "/topics", "{\"topics\": [\"billing\"]}");
        row("why it stands there", CostsTest::agent, "GET", path + "/why", "");
        row("give it to a team", CostsTest::agent, "PUT", path + "/team", "{\"team\": \"everyone\"}");
        row("resolve it", CostsTest::agent, "PUT", path + "/status", "{\"status\": \"resolved\"}");
        house.settle();
    }

    private void reports() {
        var export = "{\"type\": \"contact-attributes\", \"format\": \"csv\"}";
        row("ask for an export", CostsTest::admin, "POST", "/v1/exports", export);
        house.settle();
        row("list the exports", CostsTest::admin, "GET", "/v1/exports", "");
        var id = house.call(CostsTest::admin, "GET", "/v1/exports", "").at("/items/0/id").orElseThrow();
        row("how far an export is", CostsTest::admin, "GET", "/v1/exports/" + id, "");
        row("a link to its file", CostsTest::admin, "GET", "/v1/exports/" + id + "/file", "");
        row("have one made every day", CostsTest::admin, "POST", "/v1/export-schedules",
                "{\"every\": \"day\", \"at\": \"06:00\", \"export\": " + export + "}");
    }

    private void bundles(Taken jo) {
        row("ask for an access bundle", CostsTest::admin, "POST", "/v1/contacts/" + jo.contact() + "/access-bundle",
                "");
        house.settle();
        var again = house.call(CostsTest::admin, "POST", "/v1/contacts/" + jo.contact() + "/access-bundle", "");
        house.settle();
        var path = "/v1/access-bundles/" + again.at("/id").orElseThrow();
        row("how far an access bundle is", CostsTest::admin, "GET", path, "");
        row("a link to it", CostsTest::admin, "GET", path + "/file", "");
    }

    private void erasures(Taken jo) {
        var path = "/v1/contacts/" + jo.contact();
        row("count what would be erased", CostsTest::admin, "GET", path + "/erasure-preview", "");
        row("erase a contact", CostsTest::admin, "POST", path + "/erasure", "{\"hint\": \"Jo\"}");
        house.settle();
        row("the deletion log", CostsTest::admin, "GET", "/v1/deleted-contacts", "");
    }

    private void rules(Taken jo) {
        row("make a team", CostsTest::admin, "POST", "/v1/teams", "{\"key\": \"ka\", \"name\": \"Key accounts\"}");
        row("make a contact group", CostsTest::admin, "POST", "/v1/contact-groups",
                "{\"name\": \"Bakers\", \"all\": [{\"attribute\": \"jobTitle\", \"op\": \"equals\", \"value\": \"baker\"}]}");
        row("the rules of prioritisation", CostsTest::admin, "GET", "/v1/prioritization", "");
        row("change them", CostsTest::admin, "PUT", "/v1/prioritization", "{\"rules\": [{\"group\": \"bakers\"}]}");
        house.settle();
        row("the members of a group", CostsTest::agent, "GET", "/v1/contacts?group=bakers", "");
        row("why somebody is in it", CostsTest::agent, "GET", "/v1/contacts/" + jo.contact() + "/groups/bakers/why",
                "");
        spread("the queue of two teams", CostsTest::agent, "GET", "/v1/conversations", "");
    }

    // ---- calls ----

    private static FunctionCalls admin(FunctionCalls caller) {
        return caller.as("admin", "w1");
    }

    private static FunctionCalls agent(FunctionCalls caller) {
        return caller.as("agent", "w1");
    }

    private static FunctionCalls connector(FunctionCalls caller) {
        return caller.asConnector("w1", "messages:write");
    }

    private record Taken(String contact, String conversation) {}

    private Taken contact(String sender) {
        var answer = house.call(CostsTest::connector, "POST", "/v1/messages", message(sender));
        return new Taken(answer.at("/contactId").orElseThrow(), answer.at("/conversationId").orElseThrow());
    }

    private String message(String sender) {
        messages++;
        return """
                {"channel": {"id": "acme-ig", "medium": "instagram", "name": "Acme"},
                 "sender": {"id": "%s", "displayName": "Jo"},
                 "message": {"id": "m-%d", "text": "Hello", "sentAt": "2026-11-22T09:00:00.000Z"}}
                """.formatted(sender, messages);
    }

    /// A list out of several shards: what its reads cost depends on how the ids fell.
    private void spread(String what, UnaryOperator<FunctionCalls> caller, String method, String target, String body) {
        warmUp();
        var bill = house.meter.measure(() -> call(caller, method, target, body));
        assertThat(bill.readUnits()).isBetween(2.0, 14.0);
        rows.add("| %s | %d | by its shards | %s | %s |".formatted(what, bill.roundTrips(), units(bill.writeUnits()),
                steps(bill)));
    }

    private void row(String what, UnaryOperator<FunctionCalls> caller, String method, String target, String body) {
        warmUp();
        var bill = house.meter.measure(() -> call(caller, method, target, body));
        rows.add("| %s | %d | %s | %s | %s |".formatted(what, bill.roundTrips(), units(bill.readUnits()),
                units(bill.writeUnits()), steps(bill)));
    }

    /// What a function holds in memory is there and true, as it nearly always is.
    private void warmUp() {
        for (var target : List.of("/v1/workspace", "/v1/contacts?attribute=email&value=a@example.com",
                "/v1/conversations", "/v1/teams", "/v1/exports?limit=1")) {
            call(CostsTest::admin, "GET", target, "");
        }
        call(CostsTest::connector, "POST", "/v1/messages", message("9"));
    }

    private void call(UnaryOperator<FunctionCalls> caller, String method, String target, String body) {
        var answer = house.call(caller, method, target, body);
        assertThat(answer.status()).as(method + " " + target + ": " + answer.body()).isBetween(200, 303);
    }

    private static String units(double units) {
        return String.format(Locale.ROOT, "%.1f", units);
    }

    /// The operations of each step, in order, and how often.
    private static String steps(Bill bill) {
        var steps = new TreeMap<Integer, Map<String, Long>>();
        bill.calls()
                .forEach(call -> steps.computeIfAbsent(call.step(), _ -> new TreeMap<>())
                        .merge(call.operation(), 1L, Long::sum));
        return steps.values()
                .stream()
                .map(step -> step.entrySet().stream().map(CostsTest::times).collect(Collectors.joining(" + ")))
                .collect(Collectors.joining(", then "));
    }

    private static String times(Map.Entry<String, Long> operation) {
        return operation.getValue() == 1 ? operation.getKey() : operation.getValue() + " " + operation.getKey();
    }
}
