package kartei.local;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import kartei.testkit.FunctionCalls;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.TestContext;

import static org.assertj.core.api.Assertions.assertThat;

/// One way through the whole house: a channel with its secrets, attributes, messages by both doors, the contact tab, values,
/// VIP, the queue, a reply, lists in pages, and an attribute that goes with its values.
///
/// All that is personal in it begins with one of the [#MARKERS], so that it can be looked for where it must not be.
final class Journey {
    /// What customers and agents are called, write and have: none of it may be in a key, a cursor or a log.
    static final Set<String> MARKERS = Set.of("senderMarker", "networkMarker", "nameMarker", "handleMarker",
            "pictureMarker", "textMarker", "fileMarker", "valueMarker", "mailmarker", "agentMarker", "replyMarker",
            "commentMarker");

    private static final String SECRET = "app-secret";

    private final House house;
    private final List<Answer> answers = new ArrayList<>();
    private String contact = "";
    private String conversation = "";

    Journey(House house) {
        this.house = house;
    }

    /// Goes all the way; returns every answer that was given.
    List<Answer> go() {
        setUp();
        var taken = message("senderMarker-1", "m-1");
        message("senderMarker-2", "m-2");
        var hook = meta();
        house.settle();
        contact = text(taken, "/contactId");
        conversation = text(taken, "/conversationId");
        work();
        look();
        assertThat(hook.at("/accepted")).hasValue("1");
        admin("POST", "/v1/settings/matching/preview", "{\"attribute\": \"email\"}");
        admin("PUT", "/v1/settings/matching", "{\"attribute\": \"email\"}");
        house.settle();
        admin("GET", "/v1/settings/matching/too-common?limit=1", "");
        reports();
        erasure();
        admin("PUT", "/v1/settings/privacy", "{\"logDays\": 30, \"autoClearHours\": 1}");
        admin("GET", "/v1/settings/privacy", "");
        admin("DELETE", "/v1/attributes/shoe", "");
        house.settle();
        return List.copyOf(answers);
    }

    private void setUp() {
        admin("PUT", "/v1/channels/acme-ig",
                """
                        {"medium": "instagram", "name": "Acme", "meta": {"appSecret": "app-secret", "verifyToken": "verify"}}""");
        admin("POST", "/v1/attributes", "{\"label\": \"Shoe\", \"type\": \"text\"}");
        admin("PATCH", "/v1/attributes/instagram-handle", "{\"enabled\": true}");
        admin("GET", "/v1/channels", "");
        admin("POST", "/v1/contact-groups",
                "{\"name\": \"Known\", \"all\": [{\"attribute\": \"email\", \"op\": \"isSet\"}]}");
        admin("POST", "/v1/teams", "{\"key\": \"ka\", \"name\": \"Key accounts\"}");
        admin("PUT", "/v1/prioritization", "{\"rules\": [{\"group\": \"vip\"}, {\"group\": \"known\"}]}");
        admin("PUT", "/v1/routing", "{\"rules\": [{\"groups\": [\"known\"], \"team\": \"ka\"}]}");
        admin("POST", "/v1/maintenance/reconcile", "");
        admin("GET", "/v1/attributes?include=usage&limit=1", "");
        ask(caller -> caller, "GET",
                "/hooks/w1/acme-ig/meta?hub.mode=subscribe&hub.verify_token=verify&hub.challenge=1", "");
    }

    /// One that is made, one that is asked for and cancelled, and one that is made again and again.
    private void reports() {
        var made = admin("POST", "/v1/exports", "{\"type\": \"contact-attributes\", \"format\": \"jsonl\"}");
        admin("GET", "/v1/exports?limit=1", "");
        house.settle();
        var path = "/v1/exports/" + text(made, "/id");
        List.of("", "/file", "/schema").forEach(part -> admin("GET", path + part, ""));
        var cancelled = admin("POST", "/v1/exports", "{\"type\": \"contact-attributes\", \"format\": \"csv\"}");
        admin("GET", "/v1/exports?limit=1", "");
        admin("DELETE", "/v1/exports/" + text(cancelled, "/id"), "");
        admin("POST", "/v1/export-schedules", """
                {"every": "day", "at": "06:00", "export": {"type": "contact-attributes", "format": "csv"}}""");
        house.settle();
        var bundle = admin("POST", "/v1/contacts/" + contact + "/access-bundle", "");
        house.settle();
        List.of("", "/file").forEach(part -> admin("GET", "/v1/access-bundles/" + text(bundle, "/id") + part, ""));
    }

    private void erasure() {
        var path = "/v1/contacts/" + text(message("senderMarker-9", "m-9"), "/contactId");
        admin("GET", path + "/erasure-preview?scope=person", "");
        admin("POST", path + "/erasure", "{\"hint\": \"hintMarker\"}");
        house.settle();
        List.of("?limit=1", "/signing-key").forEach(part -> admin("GET", "/v1/deleted-contacts" + part, ""));
        admin("POST", "/v1/maintenance/replay-erasures", "");
        house.called("ReplayErasuresFunction").handleRequest(new ScheduledEvent(), new TestContext("by hand"));
        house.settle();
    }

    private Answer message(String sender, String id) {
        return ask(caller -> caller.asConnector("w1", "messages:write").header("idempotency-key", "nameMarker-" + id),
                "POST", "/v1/messages", """
                        {"channel": {"id": "acme-ig", "medium": "instagram", "name": "Acme"},
                         "sender": {"id": "%s", "networkUserId": "networkMarker", "displayName": "nameMarker",
                                    "handle": "handleMarker", "pictureUrl": "https://example.com/pictureMarker",
                                    "metadata": {"instagram-handle": "handleMarker"}},
                         "message": {"id": "%s", "text": "textMarker", "sentAt": "2026-11-22T09:00:00.000Z",
                                     "attachments": [{"id": "a-1", "name": "fileMarker.jpg",
                                                      "contentType": "image/jpeg", "size": 10}]}}
                        """.formatted(sender, id));
    }

    private Answer meta() {
        var body = """
                {"object": "instagram", "entry": [{"id": "1", "time": 1763802180, "messaging": [{
                  "sender": {"id": "senderMarker-3"}, "recipient": {"id": "1"}, "timestamp": 1763802179900,
                  "message": {"mid": "mid-1", "text": "textMarker"}}]}]}""";
        return ask(caller -> caller.header("x-hub-signature-256", "sha256=" + signature(body)), "POST",
                "/hooks/w1/acme-ig/meta", body);
    }

    private void work() {
        var path = "/v1/contacts/" + contact;
        agent("PATCH", path + "/attributes", """
                {"values": {"email": "mailmarker@example.com", "firstName": "valueMarker", "shoe": "valueMarker"}}""");
        agent("PUT", path + "/vip", "{\"vip\": true}");
        house.settle();
        agent("POST", "/v1/conversations/" + conversation + "/messages", """
                {"text": "replyMarker", "attachments": [{"id": "a-2", "name": "fileMarker.pdf",
                 "contentType": "application/pdf", "size": 5}]}""");
        agent("PUT", "/v1/conversations/" + conversation + "/status", """
                {"status": "resolved", "reason": "commentMarker", "comment": "commentMarker"}""");
        house.settle();
        message("senderMarker-1", "m-3");
        house.settle();
    }

    /// Reads all that can be read, lists in the smallest pages, so that there are cursors.
    private void look() {
        for (var target : List.of("/v1/contacts/" + contact, "/v1/conversations/" + conversation,
                "/v1/conversations/" + conversation + "/why", "/v1/contacts/" + contact + "/groups/known/why")) {
            agent("GET", target, "");
        }
        for (var list : List.of("/v1/contacts", "/v1/contacts?group=vip", "/v1/conversations", "/v1/attributes",
                "/v1/conversations?status=resolved", "/v1/conversations?group=vip", "/v1/conversations?team=ka",
                "/v1/contacts?group=known", "/v1/contacts/" + contact + "/history",
                "/v1/conversations/" + conversation + "/messages")) {
            pages(list + (list.contains("?") ? "&" : "?") + "limit=1");
        }
        admin("GET", "/v1/contact-groups?limit=1", "");
        admin("GET", "/v1/teams?limit=1", "");
        ask(caller -> caller.header("authorization", "Bearer nameMarker"), "GET", "/v1/workspace", "", 401);
        ask(caller -> caller.header("authorization", "Bearer nameMarker"), "GET", "/v1/contacts", "", 401);
        ask(caller -> caller.header("authorization", "Bearer nameMarker"), "GET", "/v1/channels", "", 401);
        ask(caller -> caller.header("authorization", "Bearer nameMarker"), "GET", "/v1/teams", "", 401);
        ask(caller -> caller.header("authorization", "Bearer nameMarker"), "GET", "/v1/exports", "", 401);
        ask(caller -> caller.header("authorization", "Bearer nameMarker"), "GET", "/v1/settings/privacy", "", 401);
        ask(Journey::agent, "GET", "/v1/contacts/nameMarker", "", 404);
        ask(Journey::agent, "PATCH", "/v1/contacts/" + contact + "/attributes",
                "{\"values\": {\"email\": \"valueMarker\"}}", 422);
    }

    /// Reads of what the journey has made, once somebody has damaged it.
    void readsThatFail() {
        for (var target : List.of("/v1/contacts/" + contact, "/v1/conversations/" + conversation, "/v1/contacts",
                "/v1/contacts/" + contact + "/history", "/v1/conversations/" + conversation + "/messages")) {
            ask(Journey::agent, "GET", target, "", 500);
        }
    }

    private void pages(String list) {
        var page = agent("GET", list, "");
        while (page.at("/next").isPresent()) {
            page = agent("GET", page.header("link").orElseThrow().replaceAll("^<|>.*$", ""), "");
        }
    }

    private static FunctionCalls agent(FunctionCalls caller) {
        return caller.with(Map.of("sub", "agent-1", "name", "agentMarker", "email", "agentMarker@example.com",
                "workspace", "w1", "role", "agent"));
    }

    private Answer agent(String method, String target, String body) {
        return ask(Journey::agent, method, target, body);
    }

    private Answer admin(String method, String target, String body) {
        return ask(caller -> caller.as("admin", "w1"), method, target, body);
    }

    private Answer ask(UnaryOperator<FunctionCalls> caller, String method, String target, String body) {
        var answer = house.call(caller, method, target, body);
        assertThat(answer.status()).as(method + " " + target + ": " + answer.body()).isBetween(200, 303);
        answers.add(answer);
        return answer;
    }

    private void ask(UnaryOperator<FunctionCalls> caller, String method, String target, String body, int status) {
        var answer = house.call(caller, method, target, body);
        assertThat(answer.status()).as(method + " " + target + ": " + answer.body()).isEqualTo(status);
    }

    private static String text(Answer answer, String pointer) {
        return answer.at(pointer).orElseThrow(() -> new AssertionError("no " + pointer + " in " + answer.body()));
    }

    private static String signature(String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
