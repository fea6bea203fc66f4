package kartei.function.viprouting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import kartei.domain.conversation.ConversationStatus;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

/// Groups, prioritisation, routing and teams, as an admin sets them, and what the stream and the jobs make of them.
class RulesTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private static final String GOLD = """
            {"key": "gold", "name": "Gold", "all": [{"attribute": "accountId", "op": "isSet"}]}""";

    private final Scene scene;

    RulesTest(TestTable table) {
        scene = new Scene(table);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private String problem(String method, String target, String body) {
        var answer = scene.send(method, target, body);
        return answer.status() + answer.at("/type").orElse("").replace("/problems/", " ");
    }

    // ---- what there is at the start ----

    @Test
    @DisplayName("S33: at the start there is the group vip, the rule that it counts, and the team everyone")
    void isBuiltIn() {
        assertThat(scene.send("GET", "/v1/contact-groups", "").body()).contains("{\"key\":\"vip\",\"name\":\"VIP\"");
        assertThat(scene.send("GET", "/v1/prioritization", "").body()).isEqualTo("{\"rules\":[{\"group\":\"vip\"}]}");
        assertThat(scene.send("GET", "/v1/routing", "").body())
                .isEqualTo("{\"rules\":[],\"fallbackTeam\":\"everyone\"}");
        assertThat(scene.send("GET", "/v1/teams", "").body())
                .isEqualTo("{\"items\":[{\"key\":\"everyone\",\"name\":\"Everyone\"}]}");
        assertThat(problem("DELETE", "/v1/contact-groups/vip", "")).isEqualTo("409 conflict");
        assertThat(problem("PUT", "/v1/contact-groups/VIP", GOLD)).isEqualTo("409 conflict");
        assertThat(problem("POST", "/v1/contact-groups", GOLD.replace("gold", "Vip"))).isEqualTo("409 conflict");
        assertThat(problem("DELETE", "/v1/teams/everyone", "")).isEqualTo("409 conflict");
        assertThat(problem("POST", "/v1/teams", "{\"key\": \"Everyone\", \"name\": \"x\"}")).isEqualTo("409 conflict");
    }

    // ---- groups ----

    @Test
    void makesReadsChangesAndDeletesAGroup() {
        var made = scene.done("POST", "/v1/contact-groups", GOLD);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("location")).contains("/v1/contact-groups/gold");
        var tag = scene.done("GET", "/v1/contact-groups/GOLD", "").header("etag").orElseThrow();

        var changed = scene.done("PUT", "/v1/contact-groups/gold",
                "{\"name\": \"Golden\", \"all\": [{\"attribute\": \"email\", \"op\": \"contains\", \"value\": \"@a\"}]}");
        assertThat(changed.at("/all/0/value")).contains("@a");
        assertThat(changed.at("/job/kind")).contains("rescore");
        assertThat(scene.admin().header("if-match", tag).call("PUT", "/v1/contact-groups/gold", GOLD).status())
                .isEqualTo(412);

        assertThat(scene.send("DELETE", "/v1/contact-groups/gold", "").status()).isEqualTo(204);
        assertThat(problem("GET", "/v1/contact-groups/gold", "")).isEqualTo("404 not-found");
        assertThat(problem("DELETE", "/v1/contact-groups/gold", "")).isEqualTo("404 not-found");
    }

    @Test
    void makesAGroupOnceUnderAKeyOfTheCaller() {
        var first = scene.admin().header("idempotency-key", "k1").call("POST", "/v1/contact-groups", GOLD);
        var again = scene.admin().header("idempotency-key", "k1").call("POST", "/v1/contact-groups", GOLD);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("idempotent-replayed")).contains("true");
        assertThat(problem("POST", "/v1/contact-groups", GOLD)).isEqualTo("409 conflict");
    }

    @Test
    void namesAGroupByItsNameWhereNoKeyIsGiven() {
        var all = ", \"all\": [{\"attribute\": \"email\", \"op\": \"isSet\", \"value\": false}]}";
        assertThat(scene.done("POST", "/v1/contact-groups", "{\"name\": \"Größte Kunden!\"" + all).at("/key"))
                .contains("gro-te-kunden");
        assertThat(scene.done("POST", "/v1/contact-groups", "{\"name\": \"VIP\"" + all).at("/key")).contains("vip-2");
        assertThat(scene.done("POST", "/v1/contact-groups", "{\"name\": \"日本\"" + all).at("/key")).contains("group");
        assertThat(scene.done("GET", "/v1/contact-groups?limit=2", "").json().at("/items").size()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            criterion                                                         | fault
            {"attribute": "nothing", "op": "isSet"}                           | /all/0/attribute
            {"attribute": "vip", "op": "equals", "value": "true"}             | /all/0/attribute
            {"attribute": "x-followers", "op": "gt", "value": "5"}            | /all/0/attribute
            {"attribute": "email", "op": "like", "value": "x"}                | /all/0/op
            {"attribute": "email", "op": "gt", "value": "5"}                  | /all/0/op
            {"attribute": "email", "op": "equals"}                            | /all/0/value
            {"attribute": "email", "op": "equals", "value": ""}               | /all/0/value
            {"attribute": "email", "op": "equals", "value": ["x"]}            | /all/0/value
            {"attribute": "email", "op": "anyOf", "value": "x"}               | /all/0/value
            {"attribute": "email", "op": "anyOf", "value": []}                | /all/0/value
            {"attribute": "email", "op": "isSet", "value": "yes"}             | /all/0/value
            {"attribute": "phone", "op": "equals", "value": "x"}              | /all/0/value
            {"attribute": "email", "op": "isSet", "more": 1}                  | /all/0/more
            """)
    void refusesWhatNoGroupCanAskFor(String criterion, String fault) {
        var refused = scene.send("POST", "/v1/contact-groups", "{\"name\": \"G\", \"all\": [" + criterion + "]}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("/errors/0/pointer")).contains(fault);
        assertThat(problem("POST", "/v1/contact-groups", "{\"name\": \"G\", \"all\": []}")).isEqualTo("422 invalid");
    }

    @Test
    @DisplayName("S33: an attribute that is off is not offered for new rules; a group that asks for it is flagged, and still has its members")
    void flagsAGroupWhoseAttributeIsOff() {
        var ann = scene.inbox.message("ann");
        scene.done("POST", "/v1/contact-groups", GOLD);
        scene.switched("accountId", false);
        scene.jobs().run();
        scene.value(ann.contact(), "accountId", "A1");
        scene.settle();

        assertThat(scene.members("gold")).containsExactly(ann.contact());
        assertThat(scene.done("GET", "/v1/contact-groups/gold", "").at("/flagged/0")).contains("accountId");
        assertThat(problem("POST", "/v1/contact-groups", GOLD.replace("gold", "g2"))).isEqualTo("422 invalid");
        assertThat(scene.send("PUT", "/v1/contact-groups/gold", GOLD.replace("Gold", "Old")).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("S33: a group that a rule names is not deleted, the answer says where it is named")
    void keepsAGroupThatIsNamed() {
        scene.done("POST", "/v1/contact-groups", GOLD);
        scene.done("POST", "/v1/teams", "{\"key\": \"ka\", \"name\": \"Key accounts\"}");
        scene.done("PUT", "/v1/prioritization", "{\"rules\": [{\"group\": \"GOLD\"}]}");
        scene.done("PUT", "/v1/routing", "{\"rules\": [{\"groups\": [\"gold\"], \"team\": \"ka\"}]}");

        assertThat(scene.send("DELETE", "/v1/contact-groups/gold", "").at("/detail").orElseThrow())
                .contains("prioritization", "routing");
        assertThat(scene.send("DELETE", "/v1/teams/ka", "").at("/detail").orElseThrow()).contains("routing");
        scene.jobs().run();
    }

    // ---- rules ----

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            rule                                       | fault
            {}                                         | /rules/0/
            {"group": "vip", "topic": "x"}             | /rules/0/
            {"group": "nothing"}                       | /rules/0/group
            {"topic": ""}                              | /rules/0/topic
            {"topic": "x", "visibility": "private"}    | /rules/0/visibility
            {"channel": "c", "visibility": "secret"}   | /rules/0/visibility
            {"channel": ""}                            | /rules/0/channel
            {"topic": "x", "more": 1}                  | /rules/0/more
            """)
    void refusesARuleOfPrioritisation(String rule, String fault) {
        var refused = scene.send("PUT", "/v1/prioritization", "{\"rules\": [" + rule + "]}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("/errors/0/pointer")).contains(fault);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            rule                                              | fault
            {}                                                | /rules/0/team
            {"team": "nobody"}                                | /rules/0/team
            {"groups": ["nothing"], "team": "everyone"}       | /rules/0/groups/0
            {"topics": ["x", ""], "team": "everyone"}         | /rules/0/topics/1
            {"visibility": "secret", "team": "everyone"}      | /rules/0/visibility
            """)
    void refusesARuleOfRouting(String rule, String fault) {
        var refused = scene.send("PUT", "/v1/routing", "{\"rules\": [" + rule + "]}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("/errors/0/pointer")).contains(fault);
        assertThat(problem("PUT", "/v1/routing", "{\"rules\": [], \"fallbackTeam\": \"nobody\"}"))
                .isEqualTo("422 invalid");
    }

    @Test
    @DisplayName("S37: a change of the rules answers 202 with the job that scores again what is open; the same rules again change nothing")
    void scoresAgainWhatIsOpen() {
        var first = scene.inbox.message("ann");
        var second = scene.inbox.message("bob");
        scene.vip(second.contact(), true);
        scene.settle();
        assertThat(scene.queue()).containsExactly(second, first);

        var none = scene.done("PUT", "/v1/prioritization", "{\"rules\": []}");
        assertThat(none.status()).isEqualTo(202);
        assertThat(scene.done("GET", "/v1/prioritization", "").at("/job/state")).contains("queued");
        scene.jobs().run();

        assertThat(scene.queue()).containsExactly(first, second);
        assertThat(scene.done("GET", "/v1/prioritization", "").at("/job")).isEmpty();
        assertThat(scene.send("PUT", "/v1/prioritization", "{\"rules\": []}").status()).isEqualTo(200);

        scene.done("PUT", "/v1/prioritization", "{\"rules\": [{\"channel\": \"acme-ig\"}, {\"group\": \"vip\"}]}");
        scene.jobs().run();
        assertThat(List.of(first, second)).extracting(id -> scene.conversation(id).standing().score())
                .containsExactly(1, 2);
    }

    @Test
    @DisplayName("S34: work goes to the team of the first rule that matches, else to the fallback team")
    void routesByTheFirstRuleThatMatches() {
        var ann = scene.inbox.message("ann");
        var bob = scene.inbox.message("bob");
        scene.vip(bob.contact(), true);
        for (var team : List.of("ka", "rest")) {
            scene.done("POST", "/v1/teams", "{\"key\": \"" + team + "\", \"name\": \"x\"}");
        }
        scene.done("PUT", "/v1/routing",
                """
                        {"rules": [{"groups": ["vip"], "visibility": "private", "team": "ka"}, {"groups": ["vip"], "team": "everyone"}],
                         "fallbackTeam": "rest"}""");
        scene.jobs().run();

        assertThat(List.of(ann, bob)).extracting(id -> scene.conversation(id).standing().team())
                .containsExactly("rest", "ka");
        scene.vip(bob.contact(), false);
        scene.settle();
        assertThat(scene.conversation(bob).standing().team()).isEqualTo("rest");
    }

    @Test
    @DisplayName("S33: a value that makes a contact a member scores and routes its conversation through the stream")
    void followsAValueThroughTheStream() {
        scene.done("POST", "/v1/contact-groups", GOLD);
        scene.done("PUT", "/v1/prioritization", "{\"rules\": [{\"group\": \"gold\"}]}");
        scene.jobs().run();
        var ann = scene.inbox.message("ann");
        var bob = scene.inbox.message("bob");
        scene.settle();

        scene.value(bob.contact(), "accountId", "A1");
        scene.settle();

        assertThat(scene.queue()).containsExactly(bob, ann);
        assertThat(scene.members("gold")).containsExactly(bob.contact());
        assertThat(scene.conversation(bob).groups()).containsExactly("gold");

        scene.value(bob.contact(), "accountId", "");
        scene.settle();
        assertThat(scene.queue()).containsExactly(ann, bob);
        assertThat(scene.members("gold")).isEmpty();
    }

    @Test
    @DisplayName("S33: a new group finds its members, a changed one loses and gains them, a deleted one has none")
    void findsTheMembersOfAGroup() {
        var ann = scene.inbox.message("ann");
        var bob = scene.inbox.message("bob");
        scene.value(ann.contact(), "accountId", "A1");
        scene.value(bob.contact(), "accountId", "B1");
        scene.settle();
        scene.done("POST", "/v1/contact-groups", GOLD);
        scene.jobs().run();
        assertThat(scene.members("gold")).containsExactly(bob.contact(), ann.contact());

        scene.done("PUT", "/v1/contact-groups/gold", """
                {"name": "Gold", "all": [{"attribute": "accountId", "op": "anyOf", "value": ["a1", "c1"]}]}""");
        scene.jobs().run();
        assertThat(scene.members("gold")).containsExactly(ann.contact());
        assertThat(scene.conversation(bob).groups()).isEmpty();

        scene.done("DELETE", "/v1/contact-groups/gold", "");
        scene.jobs().run();
        assertThat(scene.projection().keySet()).noneMatch(key -> key.contains("G#gold"));
        assertThat(scene.conversation(ann).groups()).isEmpty();
    }

    @Test
    void countsBeforeSaving() {
        var ann = scene.inbox.message("ann");
        scene.inbox.message("bob");
        scene.value(ann.contact(), "accountId", "A1");

        var preview = scene.done("POST", "/v1/contact-groups/preview",
                "{\"all\": [{\"attribute\": \"accountId\", \"op\": \"equals\", \"value\": \"a1\"}]}");

        assertThat(preview.at("/contacts")).contains("1");
    }

    @Test
    @DisplayName("S34: a team that is deleted leaves nothing behind: what it resolved goes to the fallback team")
    void emptiesADeletedTeam() {
        scene.done("POST", "/v1/teams", "{\"key\": \"ka\", \"name\": \"Key accounts\"}");
        scene.done("PUT", "/v1/routing", "{\"rules\": [], \"fallbackTeam\": \"ka\"}");
        scene.jobs().run();
        var ann = scene.inbox.message("ann");
        scene.settle();
        assertThat(scene.conversation(ann).standing().team()).isEqualTo("ka");
        assertThat(problem("DELETE", "/v1/teams/ka", "")).isEqualTo("409 conflict");
        scene.inbox.turn(ann, ConversationStatus.RESOLVED);
        scene.done("PUT", "/v1/routing", "{\"rules\": []}");
        scene.jobs().run();

        scene.done("DELETE", "/v1/teams/KA", "");
        scene.jobs().run();

        assertThat(scene.conversation(ann).standing().team()).isEqualTo("everyone");
    }

    @Test
    void keepsATeamThatHasOpenConversations() {
        scene.done("POST", "/v1/teams", "{\"key\": \"ka\", \"name\": \"Key accounts\"}");
        scene.done("PUT", "/v1/routing", "{\"rules\": [], \"fallbackTeam\": \"ka\"}");
        var ann = scene.inbox.message("ann");
        scene.settle();
        scene.done("PUT", "/v1/routing", "{\"rules\": []}");

        assertThat(scene.send("DELETE", "/v1/teams/ka", "").at("/detail").orElseThrow()).contains("open");
        scene.jobs().run();
        assertThat(scene.conversation(ann).standing().team()).isEqualTo("everyone");
        assertThat(scene.send("DELETE", "/v1/teams/ka", "").status()).isEqualTo(204);
        scene.jobs().run();
    }
}
