package kartei.local;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.storage.TableCheck;
import kartei.testkit.Bill;
import kartei.testkit.FunctionCalls;
import kartei.testkit.KarteiTable;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.Project;
import kartei.testkit.TestTable;

import static org.assertj.core.api.Assertions.assertThat;

/// What a thousand contacts cost: the units of what happens with one of them, and of all that follows from it in stream and jobs,
/// times the prices that `docs/operating.md` names. When one of them changes, the failure shows the table as it would have to be.
class ContactCostTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private static final Set<String> FREE_OF_CHARGE = Set.of("DeleteObject", "DeleteObjects", "AbortMultipartUpload");
    private static final Set<String> GETS = Set.of("GetObject", "HeadObject");
    private static final int CONTACTS = 1_000;

    private final House house;
    private final Map<String, Double> prices = new TreeMap<>();
    private final List<String> rows = new ArrayList<>();
    private Units total = new Units(0, 0, 0, 0, 0, 0);
    private int messages;

    ContactCostTest(TestTable table) {
        house = new House(table);
    }

    @AfterEach
    void close() {
        house.close();
    }

    /// What is charged for; all of it counted.
    private record Units(double requests, double reads, double writes, double puts, double gets, double states) {
        Units times(double factor) {
            return new Units(requests * factor, reads * factor, writes * factor, puts * factor, gets * factor,
                    states * factor);
        }

        Units and(Units other) {
            return new Units(requests + other.requests, reads + other.reads, writes + other.writes, puts + other.puts,
                    gets + other.gets, states + other.states);
        }
    }

    @Test
    void isWhatThePageSays() {
        var page = Project.text("docs/operating.md");
        table(page, "| price ").forEach(cells -> prices.put(cells.get(0), Double.valueOf(cells.get(1))));
        warmUp();
        happens();
        rows.add(row("**all of it**", "", total));

        assertThat(table(page, "| of 1,000 contacts ").stream().map(cells -> "| " + String.join(" | ", cells) + " |"))
                .as("docs/operating.md would have to say%n%s", String.join("\n", rows))
                .containsExactlyElementsOf(rows);
    }

    private void happens() {
        var known = writes("jo");
        var contact = "/v1/contacts/" + known.at("/contactId").orElseThrow();
        var conversation = "/v1/conversations/" + known.at("/conversationId").orElseThrow();
        house.settle();
        of("a first message", CONTACTS, () -> writes("kim"));
        of("three more messages", 3 * CONTACTS, () -> writes("jo"));
        of("the contact tab, opened three times", 3 * CONTACTS, () -> agent("GET", contact, ""));
        of("the conversation's messages, read three times", 3 * CONTACTS,
                () -> agent("GET", conversation + "/messages", ""));
        of("an e-mail address filled in", CONTACTS,
                () -> agent("PATCH", contact + "/attributes", "{\"values\": {\"email\": \"jo@example.com\"}}"));
        of("one in ten made VIP", CONTACTS / 10, () -> agent("PUT", contact + "/vip", "{\"vip\": true}"));
        of("two replies", 2 * CONTACTS, () -> agent("POST", conversation + "/messages", "{\"text\": \"Hello\"}"));
        of("the conversation resolved", CONTACTS,
                () -> agent("PUT", conversation + "/status", "{\"status\": \"resolved\"}"));
        of("one in a hundred erased", CONTACTS / 100,
                () -> call(caller -> caller.as("admin", "w1"), "POST", contact + "/erasure", "{\"hint\": \"Jo\"}"));
    }

    /// One of it, with what follows from it, as often as it happens.
    private void of(String what, int times, Runnable one) {
        warmUp();
        var states = house.transitions.entered();
        var bill = house.meter.measure(() -> {
            one.run();
            house.settle();
        });
        var units = units(bill, house.transitions.entered() - states).times(times);
        total = total.and(units);
        rows.add(row(what, whole(times), units));
    }

    private static Units units(Bill bill, int states) {
        var s3 = bill.operations().stream().filter(name -> name.matches(".*(Object|Upload|Part|Objects).*")).toList();
        var charged = s3.stream().filter(name -> !FREE_OF_CHARGE.contains(name)).toList();
        var gets = charged.stream().filter(GETS::contains).count();
        return new Units(1, bill.readUnits(), bill.writeUnits(), charged.size() - gets, gets, states);
    }

    private String row(String what, String times, Units units) {
        return "| %s | %s | %s | %s | %s | %s | %s | %s | %s |".formatted(what, times, whole(units.requests),
                whole(units.reads), whole(units.writes), whole(units.puts), whole(units.gets), whole(units.states),
                String.format(Locale.ROOT, "%.4f", dollars(units)));
    }

    private double dollars(Units units) {
        return (units.requests * price("request") + units.reads * price("read unit")
                + units.writes * price("write unit") + units.puts * price("S3 put or list")
                + units.gets * price("S3 get") + units.states * price("state")) / 1_000_000;
    }

    private double price(String of) {
        return prices.getOrDefault(of, Double.NaN);
    }

    private static String whole(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    /// The rows of the table that begins with this head, by cell.
    private static List<List<String>> table(String page, String head) {
        return page.lines()
                .dropWhile(line -> !line.startsWith(head))
                .skip(2)
                .takeWhile(line -> line.startsWith("| "))
                .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .map(cells -> cells.subList(1, cells.size() - 1))
                .toList();
    }

    // ---- calls ----

    /// What a function holds in memory is there and true, as it nearly always is.
    private void warmUp() {
        agent("GET", "/v1/contacts?attribute=email&value=a@example.com", "");
        agent("GET", "/v1/conversations", "");
        call(caller -> caller.as("admin", "w1"), "GET", "/v1/settings/privacy", "");
        writes("warm");
        house.settle();
    }

    private Answer writes(String sender) {
        return call(caller -> caller.asConnector("w1", "messages:write"), "POST", "/v1/messages", """
                {"channel": {"id": "acme-ig", "medium": "instagram", "name": "Acme"},
                 "sender": {"id": "%s", "displayName": "Jo"},
                 "message": {"id": "m-%d", "text": "Where is my order?", "sentAt": "2026-11-22T09:00:00.000Z"}}"""
                .formatted(sender, ++messages));
    }

    private Answer agent(String method, String target, String body) {
        return call(caller -> caller.as("agent", "w1"), method, target, body);
    }

    private Answer call(UnaryOperator<FunctionCalls> caller, String method, String target, String body) {
        var answer = house.call(caller, method, target, body);
        assertThat(answer.status()).as(method + " " + target + ": " + answer.body()).isBetween(200, 202);
        return answer;
    }
}
