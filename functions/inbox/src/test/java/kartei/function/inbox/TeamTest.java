package kartei.function.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.domain.Visibility;
import kartei.domain.rule.ContactGroup;
import kartei.domain.rule.Criterion;
import kartei.domain.rule.Operator;
import kartei.domain.rule.Prioritization;
import kartei.domain.rule.PriorityRule;
import kartei.domain.rule.RoutingRule;
import kartei.domain.rule.RoutingRules;
import kartei.domain.rule.Team;
import kartei.storage.RuleBook;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.TestTable;

/// A conversation among teams: where rules put it, where an agent puts it, why it stands there, and who sees it in which queue.
class TeamTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final InboxDesk desk;
    private int messages;

    TeamTest(TestTable table) {
        desk = new InboxDesk(table);
    }

    /// Two teams; billing counts and goes to `Money`.
    @BeforeEach
    void haveRules() {
        var ws = desk.given("w1").workspace();
        desk.given("w1")
                .rules(List
                        .of(RuleBook.put(ws, new Team("Money", "Money", 1)),
                                RuleBook.put(ws, new Team("key", "Key accounts",
                                        1)),
                                RuleBook.put(ws,
                                        new ContactGroup(
                                                "known", "Known", List.of(new Criterion("email", Operator.IS_SET,
                                                        List.of("true"))),
                                                1)),
                                RuleBook.put(ws, new Prioritization(
                                        List.of(new PriorityRule.OfGroup("vip"), new PriorityRule.OfTopic("billing"),
                                                new PriorityRule.OfChannel("acme-ig", Optional.of(Visibility.PUBLIC))),
                                        1)),
                                RuleBook.put(ws, new RoutingRules(List.of(
                                        new RoutingRule(List.of("vip"), List.of(), Optional.empty(), "key"),
                                        new RoutingRule(List.of(), List.of("BILLING"), Optional.empty(), "Money")),
                                        "everyone", 1))));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private Answer put(String conversation, String what, String body) {
        return desk.agent().call("PUT", "/v1/conversations/" + conversation + "/" + what, body);
    }

    private Answer why(String conversation) {
        return desk.agent().call("GET", "/v1/conversations/" + conversation + "/why");
    }

    private String begun(String sender, String topics, String visibility) {
        messages++;
        var letter = Letter.from(sender, "m-" + messages)
                .message("topics", topics)
                .message("visibility", Letter.quoted(visibility))
                .sentAt("2026-11-22T08:0" + messages + ":00.000Z");
        return InboxDesk.conversationId(desk.send(letter));
    }

    @Test
    @DisplayName("S34, S37: a conversation stands where the rules say from its first message on, and moves at once with its topics")
    void standsWhereTheRulesSay() {
        var begun = begun("ann", "[\"Billing\"]", "private");
        var shown = desk.agent().call("GET", "/v1/conversations/" + begun);
        assertThat(shown.at("/score")).contains("1");
        assertThat(shown.at("/team")).contains("Money");

        var moved = put(begun, "topics", "{\"topics\": []}");
        assertThat(moved.at("/score")).contains("0");
        assertThat(moved.at("/team")).contains("everyone");
    }

    @Test
    @DisplayName("S34: given by hand it stays; new topics let it go again")
    void staysWhereAnAgentPutsIt() {
        var begun = begun("ann", "[\"billing\"]", "private");

        var given = put(begun, "team", "{\"team\": \"KEY\"}");
        assertThat(given.at("/team")).contains("key");
        assertThat(given.at("/version")).contains("2");
        assertThat(put(begun, "team", "{\"team\": \"key\"}").at("/version")).contains("2");
        assertThat(why(begun).at("/routedBy")).contains("manual");

        assertThat(put(begun, "topics", "{\"topics\": [\"BILLING\"]}").at("/team")).as("the same topic")
                .contains("key");
        var released = put(begun, "topics", "{\"topics\": [\"billing\", \"tax\"]}");
        assertThat(released.at("/team")).contains("Money");
        assertThat(why(begun).at("/routedBy/index")).contains("1");
    }

    @Test
    @DisplayName("S33: why a conversation has its score and team: rules, versions, inputs")
    void saysWhy() {
        var begun = begun("ann", "[\"billing\"]", "public");

        var why = why(begun);

        assertThat(why.status()).isEqualTo(200);
        assertThat(why.at("/score")).contains("2");
        assertThat(why.json().at("/matched").toString()).isEqualTo(
                "[{\"index\":1,\"rule\":{\"topic\":\"billing\"}},{\"index\":2,\"rule\":{\"channel\":\"acme-ig\",\"visibility\":\"public\"}}]");
        assertThat(why.at("/routedBy/rule/team")).contains("Money");
        assertThat(why.at("/rulesVersion")).contains("1");
        assertThat(why.at("/contactVersion")).contains("1");
        assertThat(why.json().at("/inputs").toString()).isEqualTo(
                "{\"groups\":[],\"topics\":[\"billing\"],\"channel\":\"acme-ig\",\"visibility\":\"public\"}");
        assertThat(why.json().at("/stands").toString())
                .isEqualTo("{\"score\":2,\"team\":\"Money\",\"rulesVersion\":1,\"contactVersion\":1}");
        assertThat(why(begun("bob", "[]", "private")).at("/routedBy")).contains("fallback");
    }

    @Test
    @DisplayName("S41: the queue of one team, and of all teams in one order")
    void showsTheQueueOfEachTeam() {
        var plain = begun("ann", "[]", "private");
        var billing = begun("bob", "[\"billing\"]", "private");
        var other = begun("cem", "[]", "private");
        put(other, "team", "{\"team\": \"key\"}");

        assertThat(queue("")).containsExactly(billing, plain, other);
        assertThat(queue("?team=Money")).containsExactly(billing);
        assertThat(queue("?team=key")).containsExactly(other);
        assertThat(queue("?team=everyone")).containsExactly(plain);
        assertThat(desk.agent().call("GET", "/v1/conversations?team=nobody").status()).isEqualTo(404);
        assertThat(desk.agent().call("GET", "/v1/conversations?group=known").status()).isEqualTo(200);
        assertThat(desk.agent().call("GET", "/v1/conversations?group=nobody").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("S41: a function that does not know the newest teams finds their work all the same")
    void readsTheQueuesOfTeamsThatItHasNotHeardOf() {
        assertThat(queue("")).isEmpty();
        var ws = desk.given("w1").workspace();
        desk.given("w1")
                .rules(List.of(RuleBook.put(ws, new Team("newest", "Newest", 1)),
                        RuleBook.put(ws, new RoutingRules(List.of(), "newest", 2))));
        var begun = InboxDesk.conversationId(desk.anotherCopy()
                .asConnector("w1", "messages:write")
                .call("POST", "/v1/messages", Letter.from("ann", "m-1").json()));

        assertThat(queue("")).containsExactly(begun);
        assertThat(queue("?team=newest")).containsExactly(begun);
    }

    private List<String> queue(String query) {
        var page = desk.agent().call("GET", "/v1/conversations" + query);
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        return page.json().at("/items").valueStream().map(item -> item.at("/id").asString()).toList();
    }
}
