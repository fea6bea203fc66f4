package kartei.function.inbox;

import static kartei.function.inbox.InboxDesk.conversationId;
import static kartei.function.inbox.InboxDesk.pointers;
import static kartei.function.inbox.InboxDesk.problem;
import static kartei.function.inbox.InboxDesk.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.domain.Plan;
import kartei.storage.TableCheck;
import kartei.testkit.Fault;
import kartei.testkit.FunctionCalls;
import kartei.testkit.KarteiTable;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.SimulatedCrash;
import kartei.testkit.TestTable;

@DisplayName("What a conversation is about, and whose it is")
class TopicsTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final InboxDesk desk;
    private final Answer taken;

    TopicsTest(TestTable table) {
        desk = new InboxDesk(table);
        taken = desk.send(Letter.from("1784", "m-1").message("topics", "[\"delivery\"]"));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            given                              | topics
            ["billing"]                        | billing
            []                                 | ''
            ["billing", "Refund"]              | billing,Refund
            ["Billing", "billing", "BILLING "] | Billing
            ["  two words  ", "two words"]     | two words
            ["STRASSE", "stra\u00dfe"]          | STRASSE
            ["\uff22illing", "billing"]        | \uff22illing
            """)
    void isWhatWasSaidLastTrimmedAndWithoutDoubles(String given, String topics) {
        var changed = topics(desk.agent(), "{\"topics\": " + given + "}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(String.join(",", texts(changed, "/topics", ""))).isEqualTo(topics);
        assertThat(changed.at("/version")).hasValue("2");
        assertThat(desk.conversation(taken).body()).isEqualTo(changed.body());
    }

    @Test
    void staysAsItIsWhenTheSameIsSaidAgain() {
        var before = desk.conversation(taken);

        var same = topics(desk.agent(), "{\"topics\": [\"delivery\"]}");

        assertThat(same.body()).isEqualTo(before.body());
    }

    @Test
    void isJoinedByWhatMessagesBring() {
        topics(desk.agent(), "{\"topics\": [\"Billing\"]}");

        desk.send(Letter.from("1784", "m-2").message("topics", "[\"billing\", \"refund\"]"));

        assertThat(texts(desk.conversation(taken), "/topics", "")).containsExactly("Billing", "refund");
    }

    @ParameterizedTest
    @ValueSource(strings = {"new", "pending", "resolved"})
    void canBeSaidInAnyStatus(String status) {
        desk.status(taken, status);

        assertThat(topics(desk.agent(), "{\"topics\": [\"billing\"]}").at("/status")).hasValue(status);
        assertThat(desk.queue("?status=" + status, "/topics/0")).containsExactly("billing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            body                              | pointer
            {}                                | /topics
            {"topics": null}                  | /topics
            {"topics": "billing"}             | /topics
            {"topics": ["ok", ""]}            | /topics/1
            {"topics": ["ok", "  "]}          | /topics/1
            {"topics": [7]}                   | /topics/0
            {"topics": [], "team": "x"}       | /team
            """)
    void refusesTopicsThatAreNone(String body, String pointer) {
        var refused = topics(desk.agent(), body);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(pointers(refused)).containsOnly(pointer);
        assertThat(texts(desk.conversation(taken), "/topics", "")).containsExactly("delivery");
    }

    @Test
    void hasFiftyTopicsAtMostOfEightyCharactersEach() {
        assertThat(topics(desk.agent(), list(50, "x".repeat(78))).status()).isEqualTo(200);
        assertThat(pointers(topics(desk.agent(), list(51, "x")))).containsExactly("/topics");
        assertThat(pointers(topics(desk.agent(), list(1, "x".repeat(80))))).containsExactly("/topics/0");
    }

    @Test
    void isChangedOnlyAsItWasSeenWhenIfMatchSaysSo() {
        var knowing = desk.agent().header("if-match", desk.conversation(taken).header("etag").orElseThrow());
        desk.send(Letter.from("1784", "m-2"));

        assertThat(topics(knowing, "{\"topics\": [\"billing\"]}").status()).isEqualTo(412);
        assertThat(team(knowing, "{\"team\": \"everyone\"}").status()).isEqualTo(412);
    }

    @Test
    void isDecidedAnewWhenAMessageComesInBetween() {
        desk.faults.clear();
        desk.faults.on("TransactWriteItems")
                .call(1)
                .inject(new Fault.Rival(() -> desk.send(Letter.from("1784", "m-2"))));

        var changed = topics(desk.agent(), "{\"topics\": [\"billing\"]}");

        assertThat(texts(changed, "/topics", "")).containsExactly("billing");
        assertThat(desk.conversation(taken).body()).isEqualTo(changed.body());
        assertThat(texts(desk.messages(taken), "/items", "/id")).hasSize(2);
    }

    static Stream<Fault> faults() {
        return Stream.of(new Fault.NeverSent(), new Fault.AnswerLost(), new Fault.Throttled(), new Fault.Conflict(),
                new Fault.CrashBefore(), new Fault.CrashAfter());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isSaidOnceWhateverBreaks(Fault fault) {
        var fired = true;
        for (int call = 1; fired; call++) {
            var body = "{\"topics\": [\"t-" + call + "\"]}";
            desk.faults.onAny().call(call).inject(fault);
            attempted(body);
            fired = desk.faults.fired() > 0;
            desk.faults.clear();

            var again = topics(desk.agent(), body);

            assertThat(again.status()).isEqualTo(200);
            assertThat(again.at("/version")).hasValue(String.valueOf(call + 1));
        }
    }

    private void attempted(String body) {
        try {
            topics(desk.agent(), body);
        } catch (SimulatedCrash died) {
            assertThat(died).isNotNull();
        }
    }

    @Test
    void costsTwoRoundTripsAndTwoActions() {
        desk.conversation(taken);

        var bill = desk.bill(() -> topics(desk.agent(), "{\"topics\": [\"billing\"]}"));

        assertThat(bill.roundTrips()).isEqualTo(2);
        assertThat(bill.writeUnits()).as("conversation and queue, alive: %s", bill).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            body                                   | status | pointer
            {"team": "key-accounts"}               | 422    | /team
            {"team": ""}                           | 422    | /team
            {"team": null}                         | 422    | /team
            {}                                     | 422    | /team
            {"team": 1}                            | 422    | /team
            {"team": "everyone", "topics": []}     | 422    | /topics
            """)
    @DisplayName("S34: a conversation goes to a team that there is")
    void goesToATeamThatThereIs(String body, int status, String pointer) {
        var answer = team(desk.agent(), body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(pointers(answer)).containsExactly(pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"topics", "team"})
    void isForPeopleOfItsWorkspaceInEveryPlan(String route) {
        var body = route.equals("team") ? "{\"team\": \"everyone\"}" : "{\"topics\": []}";
        var path = "/v1/conversations/" + conversationId(taken) + "/" + route;
        desk.given.plan(Plan.STANDARD);

        assertThat(desk.connector().call("PUT", path, body).status()).isEqualTo(403);
        assertThat(desk.as("admin", "w2").call("PUT", path, body).status()).isEqualTo(404);
        assertThat(desk.admin().call("PUT", path, body).status()).isEqualTo(200);
        assertThat(desk.agent().call("PUT", path, body).status()).isEqualTo(200);
        var unknown = desk.agent().call("PUT", "/v1/conversations/x/" + route, body);
        assertThat(problem(unknown)).isEqualTo("not-found");
    }

    private Answer topics(FunctionCalls caller, String body) {
        return caller.call("PUT", "/v1/conversations/" + conversationId(taken) + "/topics", body);
    }

    private Answer team(FunctionCalls caller, String body) {
        return caller.call("PUT", "/v1/conversations/" + conversationId(taken) + "/team", body);
    }

    private static String list(int count, String text) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"%02d%s\"".formatted(i, text.isEmpty() ? "" : text))
                .collect(Collectors.joining(", ", "{\"topics\": [", "]}"));
    }
}
