package kartei.local;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import kartei.testkit.OpenApiCheck.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/// One way through a running system from outside, by its API alone: an attribute, messages, the contact tab, values, VIP and the
/// queue, a group and its team, links, a report, erasures and their log.
///
/// Everything it makes carries the name of the run, and is taken away at its end, whatever happened. Its channels and its entries
/// of the deletion log and of the list of exports stay, since nobody can take them away.
final class TargetJourney implements AutoCloseable {
    private final Target target;
    private final String run;
    private final String instagram;
    private final Instant begun = Instant.now();
    private final Set<String> contacts = new LinkedHashSet<>();
    private final Deque<Step> undo = new ArrayDeque<>();
    private int messages;

    /// @param run tells it from every other one: letters and digits
    TargetJourney(Target target, String run) {
        this.target = target;
        this.run = "journey" + run;
        this.instagram = this.run + "-ig";
    }

    private record Taken(String contact, String conversation) {}

    /// What takes away something that the journey has made.
    private interface Step {
        Answer go();
    }

    void go() {
        var features = ok(admin("GET", "/v1/workspace", "")).body();
        assertThat(features).as("the plan of the workspace has all of it")
                .contains("\"exports\"", "\"routing\"", "\"vip\"", "\"custom-attributes\"");
        makeAttribute();
        var first = writes(instagram, "instagram", "jo", begun.minus(Duration.ofMinutes(2)));
        var second = writes(instagram, "instagram", "kim", begun.minus(Duration.ofMinutes(1)));
        edits(second.contact());
        movesToTheFront(first, second);
        goesToATeam(second);
        var linked = links();
        var export = reports(second.contact());
        erases(first, second, linked);
        isWithdrawn(export);
        while (!undo.isEmpty()) {
            ok(undo.pop().go());
        }
    }

    // ---- attributes, contacts ----

    private void makeAttribute() {
        ok(admin("POST", "/v1/attributes",
                "{\"label\": \"%s\", \"key\": \"%s\", \"type\": \"text\"}".formatted(run, run)));
        undo.push(() -> admin("DELETE", "/v1/attributes/" + run, ""));
        assertThat(pages("agent", "/v1/attributes")).extracting(attribute -> attribute.at("/key").asString())
                .contains("vip", "email", run);
    }

    private Taken writes(String channel, String medium, String sender, Instant at) {
        var answer = ok(target.ask("connector", "POST", "/v1/messages", """
                {"channel": {"id": "%s", "medium": "%s", "name": "Journey"},
                 "sender": {"id": "%s-%s", "networkUserId": "%s-%s", "displayName": "%s"},
                 "message": {"id": "%s-%d", "text": "Hello", "sentAt": "%s"}}""".formatted(channel, medium, run, sender,
                run, sender, sender, run, ++messages, time(at))));
        var taken = new Taken(text(answer, "/contactId"), text(answer, "/conversationId"));
        contacts.add(taken.contact());
        return taken;
    }

    /// S3, S4: the tab shows the new attribute, two agents edit two attributes, and one of them too late the same.
    private void edits(String contact) {
        var path = "/v1/contacts/" + contact;
        var tab = ok(target.ask("agent", "GET", path, ""));
        assertThat(tab.json().at("/attributes")).anySatisfy(attribute -> {
            assertThat(attribute.at("/key").asString()).isEqualTo(run);
            assertThat(attribute.at("/editable").asBoolean()).isTrue();
        });
        var seen = tab.header("etag").orElseThrow();
        ok(edit(contact, "firstName", "Kim", seen));
        ok(edit(contact, "jobTitle", "Baker", seen));
        assertThat(edit(contact, "firstName", "Jo", seen).status()).as("the version that If-Match names is old")
                .isEqualTo(412);
        assertThat(ok(target.ask("agent", "GET", path, "")).body()).contains("\"Kim\"", "\"Baker\"");
    }

    private Answer edit(String contact, String attribute, String value, String version) {
        return target.ask("agent", "PATCH", "/v1/contacts/" + contact + "/attributes",
                "{\"values\": {\"%s\": \"%s\"}}".formatted(attribute, value), "if-match", version);
    }

    // ---- the queue ----

    /// S34, S37, S40: who waits shorter, but is VIP, comes first.
    private void movesToTheFront(Taken first, Taken second) {
        var queue = "/v1/conversations?channel=" + instagram;
        target.until("both wait in the queue, the older first", "agent", queue,
                page -> ids(page).equals(List.of(first.conversation(), second.conversation())));
        ok(target.ask("agent", "PUT", "/v1/contacts/" + second.contact() + "/vip", "{\"vip\": true}"));
        target.until("the VIP stands in front", "agent", queue,
                page -> ids(page).equals(List.of(second.conversation(), first.conversation())));
        assertThat(score(second)).isGreaterThan(score(first));
    }

    private int score(Taken taken) {
        return ok(target.ask("agent", "GET", "/v1/conversations/" + taken.conversation(), "")).json()
                .at("/score")
                .asInt();
    }

    /// S33, S37: a group asks for the attribute, a rule gives its members to a team.
    private void goesToATeam(Taken taken) {
        ok(admin("POST", "/v1/teams", "{\"key\": \"%s\", \"name\": \"%s\"}".formatted(run, run)));
        undo.push(() -> admin("DELETE", "/v1/teams/" + run, ""));
        ok(admin("POST", "/v1/contact-groups",
                "{\"key\": \"%s\", \"name\": \"%s\", \"all\": [{\"attribute\": \"%s\", \"op\": \"isSet\", \"value\": true}]}"
                        .formatted(run, run, run)));
        undo.push(() -> admin("DELETE", "/v1/contact-groups/" + run, ""));
        undo.push(() -> route(false));
        ok(route(true));
        ok(target.ask("agent", "PATCH", "/v1/contacts/" + taken.contact() + "/attributes",
                "{\"values\": {\"%s\": \"=42\"}}".formatted(run)));
        var path = "/v1/conversations/" + taken.conversation();
        target.until("the team has the conversation", "agent", path, one -> one.at("/team").orElse("").equals(run));
        assertThat(text(target.ask("agent", "GET", path + "/why", ""), "/routedBy/rule/team")).isEqualTo(run);
        target.until("the group lists its member", "agent", "/v1/contacts?group=" + run,
                page -> ids(page).equals(List.of(taken.contact())));
    }

    /// Puts a rule of its own in front of those that are there, or takes it away again.
    private Answer route(boolean ours) {
        var now = ok(admin("GET", "/v1/routing", ""));
        var change = (ObjectNode) now.json();
        var rules = JsonMapper.shared().createArrayNode();
        if (ours) {
            rules.addObject().put("team", run).putArray("groups").add(run);
        }
        change.at("/rules").forEach(rule -> addOther(rules, rule));
        change.retain("fallbackTeam").set("rules", rules);
        return target.ask("admin", "PUT", "/v1/routing", change.toString(), "if-match",
                now.header("etag").orElseThrow());
    }

    private void addOther(ArrayNode rules, JsonNode rule) {
        if (!rule.at("/team").asString().equals(run)) {
            rules.add(rule);
        }
    }

    /// S26: two contacts of X with the network's same user id are one person, with one history.
    private Taken links() {
        var one = writes(run + "-x1", "x", "sam", begun);
        var other = writes(run + "-x2", "x", "sam", begun);
        var path = "/v1/contacts/" + one.contact();
        var links = target.until("the two are linked", "agent", path + "/links",
                page -> page.body().contains(other.contact()));
        assertThat(text(links, "/items/0/because")).isEqualTo("network-user");
        assertThat(ok(target.ask("agent", "GET", path + "/history", "")).json().at("/items")).hasSize(2);
        return one;
    }

    // ---- the report ----

    /// S45: a file whose digest, size and rows are those that the API tells.
    private String reports(String contact) {
        var asked = ok(admin("POST", "/v1/exports", """
                {"type": "contact-attributes", "format": "csv", "channels": ["%s", "%s-x1", "%s-x2"],
                 "columns": ["contactId", "channel", "vip", "%s"]}""".formatted(instagram, run, run, run)));
        var path = "/v1/exports/" + text(asked, "/id");
        undo.push(() -> admin("DELETE", path, ""));
        var ready = target.until("the report is ready", "admin", path, one -> state(one).equals("ready"));
        var file = target.download(admin("GET", path + "/file", "").header("location").orElseThrow());

        var lines = new String(file, UTF_8).split("\r\n", -1);
        assertThat(text(ready, "/sha256")).isEqualTo(sha256(file));
        assertThat(ready.json().at("/bytes").asInt()).isEqualTo(file.length);
        assertThat(ready.json().at("/rows").asInt()).isEqualTo(contacts.size()).isEqualTo(lines.length - 2);
        assertThat(lines).contains("\uFEFFcontactId,channel,vip," + run, contact + "," + instagram + ",true,'=42"); // no formula
        return path;
    }

    private void isWithdrawn(String export) {
        undo.pop();
        assertThat(state(ok(admin("GET", export, "")))).isEqualTo("withdrawn");
        assertThat(admin("GET", export + "/file", "").status()).isEqualTo(404);
    }

    // ---- erasure ----

    /// S47–S51: unknown at once, gone in the end, which a receipt proves; all of it stands in the log.
    private void erases(Taken first, Taken second, Taken linked) {
        var preview = ok(admin("GET", "/v1/contacts/" + second.contact() + "/erasure-preview", ""));
        assertThat(preview.json().at("/exports").asInt()).as("reports that hold the contact").isEqualTo(1);
        erase(linked.contact(), "person");
        erase(first.contact(), "contact");
        erase(second.contact(), "contact");
        for (var contact : contacts) {
            assertThat(target.ask("agent", "GET", "/v1/contacts/" + contact, "").status()).isEqualTo(404);
        }
        assertThat(ids(ok(target.ask("agent", "GET", "/v1/conversations?channel=" + instagram, "")))).isEmpty();
        var entries = log();
        assertThat(entries).hasSize(contacts.size());
        assertThat(entries.stream()
                .filter(entry -> entry.at("/channel/medium").asString().equals("x"))
                .map(entry -> entry.at("/group").asString())
                .distinct()).hasSize(1);
        contacts.clear();
        for (var entry : entries) {
            var path = "/v1/deleted-contacts/" + entry.at("/erasureId").asString();
            isProven(target.until("the erasure is proven", "admin", path, one -> state(one).equals("erased")));
        }
    }

    private void erase(String contact, String scope) {
        ok(admin("POST", "/v1/contacts/" + contact + "/erasure",
                "{\"hint\": \"%s\", \"scope\": \"%s\"}".formatted(run, scope)));
    }

    /// The entries of this run.
    private List<JsonNode> log() {
        return pages("admin", "/v1/deleted-contacts?from=" + time(begun.minus(Duration.ofHours(1)))).stream()
                .filter(entry -> entry.at("/hint").asString().equals(run))
                .toList();
    }

    private void isProven(Answer entry) {
        var receipt = ShownReceipt.of(entry.json());
        var key = ok(admin("GET", "/v1/deleted-contacts/signing-key", "")).body();
        assertThat(entry.json().at("/receipt/items").asLong()).isPositive();
        assertThat(receipt.holds(key)).as(receipt.signed()).isTrue();
    }

    /// Takes away what is still there when it ended in the middle, the last made first.
    @Override
    public void close() {
        contacts.forEach(
                contact -> admin("POST", "/v1/contacts/" + contact + "/erasure", "{\"hint\": \"%s\"}".formatted(run)));
        while (!undo.isEmpty()) {
            undo.pop().go();
        }
    }

    // ---- answers ----

    private Answer admin(String method, String path, String body) {
        return target.ask("admin", method, path, body);
    }

    private List<JsonNode> pages(String role, String list) {
        var all = new ArrayList<JsonNode>();
        var next = Stream.of(list).toList();
        while (!next.isEmpty()) {
            var page = ok(target.ask(role, "GET", next.getFirst(), ""));
            page.json().at("/items").forEach(all::add);
            var separator = list.contains("?") ? "&" : "?";
            next = page.at("/next").map(cursor -> list + separator + "cursor=" + cursor).stream().toList();
        }
        return all;
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 204);
        return answer;
    }

    private static List<String> ids(Answer page) {
        return ok(page).json().at("/items").values().stream().map(item -> item.at("/id").asString()).toList();
    }

    private static String state(Answer answer) {
        return answer.at("/state").orElse("");
    }

    private static String text(Answer answer, String pointer) {
        return answer.at(pointer).orElseThrow(() -> new AssertionError("no " + pointer + " in " + answer.body()));
    }

    private static String time(Instant at) {
        return Instant.ofEpochMilli(at.toEpochMilli()).toString();
    }

    private static String sha256(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
