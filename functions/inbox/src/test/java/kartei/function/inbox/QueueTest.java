package kartei.function.inbox;

import static kartei.function.inbox.InboxDesk.conversationId;
import static kartei.function.inbox.InboxDesk.problem;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.domain.Plan;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.TestTable;

@DisplayName("S34, S37, S41: the queue")
class QueueTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final InboxDesk desk;

    QueueTest(TestTable table) {
        desk = new InboxDesk(table);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 200})
    void putsTheHighestScoreFirstAndThenTheLongestWait(int limit) {
        var minutes = new ArrayList<>(IntStream.range(0, 17).boxed().toList());
        Collections.shuffle(minutes, new Random(7));
        minutes.forEach(minute -> {
            var taken = waiting(minute);
            if (minute % 5 == 0) {
                desk.given.vip(taken, true);
            }
        });

        var shown = desk.queue("?limit=" + limit, "/contact/displayName");

        assertThat(shown).containsExactly("0", "5", "10", "15", "1", "2", "3", "4", "6", "7", "8", "9", "11", "12",
                "13", "14", "16");
    }

    @Test
    void putsAnsweredOnesByTheirLastMessageAndResolvedOnesNewestFirst() {
        var taken = IntStream.range(0, 6).mapToObj(this::waiting).toList();
        for (var index : List.of(3, 1, 4)) {
            desk.clock.advance(Duration.ofMinutes(1));
            desk.reply(taken.get(index), "Done?");
        }
        for (var index : List.of(5, 0, 2)) {
            desk.clock.advance(Duration.ofMinutes(1));
            desk.status(taken.get(index), "resolved");
        }

        assertThat(desk.queue("?status=new", "/id")).isEmpty();
        assertThat(desk.queue("?status=pending&limit=2", "/contact/displayName")).containsExactly("3", "1", "4");
        assertThat(desk.queue("?status=resolved&limit=2", "/contact/displayName")).containsExactly("2", "0", "5");
    }

    @Test
    void showsOneGroupOrOneChannelOnly() {
        var vip = waiting(1);
        waiting(2);
        desk.given.vip(vip, true);
        var other = desk.send(Letter.from("else", "m-9").on("acme-x", "x").named("9"));

        assertThat(desk.queue("?group=vip", "/id")).containsExactly(conversationId(vip));
        assertThat(desk.queue("?channel=acme-x", "/id")).containsExactly(conversationId(other));
        assertThat(desk.queue("?channel=acme-x&group=vip", "/id")).isEmpty();
        assertThat(desk.queue("?team=everyone", "/id")).hasSize(3);
    }

    @Test
    void readsOnUntilThePageIsFull() {
        IntStream.range(0, 30).forEach(this::waiting);
        var rare = desk.send(Letter.from("else", "m-x").on("acme-x", "x"));

        var page = desk.get("/v1/conversations?channel=acme-x&limit=1");

        assertThat(page.json().at("/items")).hasSize(1);
        assertThat(desk.queue("?channel=acme-x&limit=1", "/id")).containsExactly(conversationId(rare));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            query                     | status | problem
            ?team=key-accounts        | 404    | not-found
            ?team=                    | 404    | not-found
            ?group=gold               | 404    | not-found
            ?channel=unknown          | 404    | not-found
            ?status=open              | 422    | invalid
            ?status=NEW               | 422    | invalid
            ?limit=0                  | 422    | invalid
            ?limit=201                | 422    | invalid
            ?limit=ten                | 422    | invalid
            ?cursor=x                 | 400    | malformed
            ?anything=else            | 200    |
            """)
    void saysWhatItDoesNotKnow(String query, int status, String problem) {
        waiting(1);

        var answer = desk.get("/v1/conversations" + query);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(problem(answer)).isEqualTo(problem == null ? "" : problem);
    }

    @Test
    void takesACursorOfItsOwnOnly() {
        IntStream.range(0, 3).forEach(this::waiting);
        var cursor = desk.get("/v1/conversations?limit=1").at("/next").orElseThrow();

        assertThat(desk.get("/v1/conversations?limit=2&cursor=" + cursor).status()).isEqualTo(200);
        assertThat(desk.get("/v1/conversations?status=pending&cursor=" + cursor).status()).isEqualTo(400);
        assertThat(desk.get("/v1/conversations?channel=acme-ig&cursor=" + cursor).status()).isEqualTo(400);
        var foreign = desk.as("agent", "w2").call("GET", "/v1/conversations?cursor=" + cursor);
        assertThat(foreign.status()).isEqualTo(400);
    }

    @Test
    @DisplayName("S2, S42: without VIP neither the group nor the flag is there")
    void leavesVipOutWhereThePlanLacksIt() {
        var taken = waiting(1);
        desk.given.vip(taken, true);
        desk.given.plan(Plan.PROFESSIONAL);

        assertThat(desk.get("/v1/conversations?group=vip").status()).isEqualTo(404);
        assertThat(desk.get("/v1/conversations").json().at("/items/0/contact").has("vip")).isFalse();
        assertThat(desk.conversation(taken).json().at("/contact").has("vip")).isFalse();
    }

    @Test
    void isForPeople() {
        assertThat(desk.connector().call("GET", "/v1/conversations").status()).isEqualTo(403);
        assertThat(desk.as("agent", "w2").call("GET", "/v1/conversations").body()).isEqualTo("{\"items\":[]}");
    }

    @Test
    void isNotSentAgainUnchanged() {
        waiting(1);
        var tag = desk.get("/v1/conversations").header("etag").orElseThrow();

        var again = desk.agent().header("if-none-match", tag).call("GET", "/v1/conversations");

        assertThat(again.status()).isEqualTo(304);
    }

    /// A conversation that has waited since so many minutes after eight, of somebody named so.
    private Answer waiting(int minute) {
        return desk.send(Letter.from("sender-" + minute, "m-" + minute)
                .named(Integer.toString(minute))
                .sentAt("2026-11-22T08:%02d:00.000Z".formatted(minute)));
    }
}
