package kartei.function.inbox;

import static kartei.function.inbox.InboxDesk.contactId;
import static kartei.function.inbox.InboxDesk.conversationId;
import static kartei.function.inbox.InboxDesk.problem;
import static kartei.function.inbox.InboxDesk.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.storage.TableCheck;
import kartei.testkit.Fault;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

@DisplayName("A message that comes in")
class TakeMessageTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final InboxDesk desk;

    TakeMessageTest(TestTable table) {
        desk = new InboxDesk(table);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void makesContactChannelAndConversationOfAStranger() {
        var taken = desk.send(Letter.from("1784", "m-1").named("Jo").channel("name", "\"Acme\""));

        assertThat(taken.status()).isEqualTo(201);
        assertThat(taken.header("location")).hasValue("/v1/conversations/" + conversationId(taken));
        assertThat(taken.at("/contactCreated")).hasValue("true");
        assertThat(taken.at("/conversationCreated")).hasValue("true");
        var conversation = desk.conversation(taken);
        assertThat(conversation.body()).isEqualTo("""
                {"id":"%s","contact":{"id":"%s","displayName":"Jo","vip":false},"channel":{"id":"acme-ig",\
                "medium":"instagram","name":"Acme"},"visibility":"private","status":"new","score":0,"team":"everyone",\
                "topics":[],"waitingSince":"2026-11-22T09:00:00.000Z","lastMessageAt":"2026-11-22T09:00:00.000Z",\
                "version":1}""".formatted(conversationId(taken), contactId(taken)));
        assertThat(texts(desk.messages(taken), "/items", "/text")).containsExactly("Hello");
    }

    @Test
    void joinsTheOpenConversationOfAKnownSender() {
        var first = desk.send(Letter.from("1784", "m-1"));
        var second = desk.send(Letter.from("1784", "m-2").message("text", "\"Anybody there?\""));

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.at("/contactCreated")).hasValue("false");
        assertThat(second.at("/conversationCreated")).hasValue("false");
        assertThat(conversationId(second)).isEqualTo(conversationId(first));
        assertThat(texts(desk.messages(first), "/items", "/text")).containsExactly("Anybody there?", "Hello");
    }

    @Test
    void makesAnAnsweredConversationNewAgain() {
        var first = desk.send(Letter.from("1784", "m-1"));
        desk.reply(first, "We are on it.");
        desk.clock.advance(Duration.ofHours(1));

        var second = desk.send(Letter.from("1784", "m-2").sentAt("2026-11-22T09:59:00.000Z"));

        assertThat(conversationId(second)).isEqualTo(conversationId(first));
        var conversation = desk.conversation(first);
        assertThat(conversation.at("/status")).hasValue("new");
        assertThat(conversation.at("/waitingSince")).hasValue("2026-11-22T09:59:00.000Z");
        assertThat(conversation.at("/lastMessageAt")).hasValue("2026-11-22T10:00:00.000Z");
        assertThat(desk.queue("", "/id")).containsExactly(conversationId(first));
        assertThat(desk.queue("?status=pending", "/id")).isEmpty();
    }

    @Test
    void beginsAnotherConversationAfterAResolvedOne() {
        var first = desk.send(Letter.from("1784", "m-1").named("Jo"));
        desk.status(first, "resolved");

        var second = desk.send(Letter.from("1784", "m-2").named("Jo"));

        assertThat(second.at("/contactCreated")).hasValue("false");
        assertThat(second.at("/conversationCreated")).hasValue("true");
        assertThat(contactId(second)).isEqualTo(contactId(first));
        assertThat(conversationId(second)).isNotEqualTo(conversationId(first));
        assertThat(desk.conversation(first).at("/status")).hasValue("resolved");
        assertThat(desk.conversation(second).at("/contact/displayName")).hasValue("Jo");
    }

    @Test
    @DisplayName("S34: a VIP's new conversation stands higher from its first message on")
    void scoresANewConversationOfAVip() {
        var first = desk.send(Letter.from("1784", "m-1"));
        desk.status(first, "resolved");
        desk.given.vip(first, true);

        var second = desk.send(Letter.from("1784", "m-2"));

        assertThat(desk.conversation(second).at("/score")).hasValue("1");
        assertThat(desk.conversation(second).at("/contact/vip")).hasValue("true");
    }

    @Test
    @DisplayName("S34: a score that has changed since the last message is kept")
    void joinsAConversationThatTheStreamHasMoved() {
        var first = desk.send(Letter.from("1784", "m-1"));
        desk.reply(first, "We are on it.");
        desk.given.vip(first, true);

        var second = desk.send(Letter.from("1784", "m-2"));

        assertThat(second.status()).isEqualTo(201);
        assertThat(desk.conversation(first).at("/score")).hasValue("1");
        assertThat(desk.queue("?group=vip", "/id")).containsExactly(conversationId(first));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 90})
    void comesInOnceHoweverOftenItIsSent(int daysLater) {
        var first = desk.send(Letter.from("1784", "m-1"));
        desk.clock.advance(Duration.ofDays(daysLater));

        var again = desk.send(Letter.from("1784", "m-1"));

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.at("/duplicate")).hasValue("true");
        assertThat(again.at("/messageId")).isEqualTo(first.at("/messageId"));
        assertThat(again.at("/contactCreated")).hasValue("false");
        assertThat(conversationId(again)).isEqualTo(conversationId(first));
        assertThat(texts(desk.messages(first), "/items", "/id")).hasSize(1);
    }

    @Test
    void isAnotherMessageOnAnotherChannel() {
        var one = desk.send(Letter.from("1784", "m-1").on("acme-ig", "instagram"));
        var other = desk.send(Letter.from("1784", "m-1").on("acme-x", "x"));

        assertThat(other.status()).isEqualTo(201);
        assertThat(other.at("/contactCreated")).hasValue("true");
        assertThat(contactId(other)).isNotEqualTo(contactId(one));
    }

    @Test
    void staysInItsWorkspace() {
        var here = desk.send(Letter.from("1784", "m-1"));
        var there = desk.nobody()
                .asConnector("w2", "messages:write")
                .call("POST", "/v1/messages", Letter.from("1784", "m-1").json());

        assertThat(there.at("/contactCreated")).hasValue("true");
        assertThat(contactId(there)).isNotEqualTo(contactId(here));
        var foreign = desk.as("agent", "w2").call("GET", "/v1/conversations/" + conversationId(here));
        assertThat(foreign.status()).isEqualTo(404);
    }

    @Test
    void cannotTurnAChannelIntoOneOfAnotherMedium() {
        desk.send(Letter.from("1784", "m-1").on("acme", "instagram"));

        var other = desk.send(Letter.from("1784", "m-2").on("acme", "facebook"));

        assertThat(other.status()).isEqualTo(409);
        assertThat(problem(other)).isEqualTo("conflict");
    }

    @Test
    void waitsSinceItsOldestUnansweredMessageInWhateverOrderTheyArrive() {
        var first = desk.send(Letter.from("1784", "m-2").sentAt("2026-11-22T08:30:00.000Z"));
        desk.send(Letter.from("1784", "m-1").sentAt("2026-11-22T08:10:00.000Z"));
        desk.send(Letter.from("1784", "m-3").sentAt("2026-11-22T08:50:00.000Z"));

        assertThat(desk.conversation(first).at("/waitingSince")).hasValue("2026-11-22T08:10:00.000Z");
        assertThat(desk.queue("", "/waitingSince")).containsExactly("2026-11-22T08:10:00.000Z");
    }

    @Test
    void doesNotWaitLongerOrShorterForASendersWrongClock() {
        var taken = desk.send(Letter.from("1784", "m-1").sentAt("2031-01-01T00:00:00.000Z"));

        assertThat(desk.conversation(taken).at("/waitingSince")).hasValue("2026-11-22T09:00:00.000Z");
        assertThat(texts(desk.messages(taken), "/items", "/sentAt")).containsExactly("2031-01-01T00:00:00.000Z");
    }

    @Test
    void givesItsVisibilityToTheConversation() {
        var taken = desk.send(Letter.from("1784", "m-1"));
        desk.send(Letter.from("1784", "m-2").message("visibility", "\"public\""));

        assertThat(desk.conversation(taken).at("/visibility")).hasValue("public");
    }

    @Test
    void addsItsTopicsToThoseOfTheConversation() {
        var taken = desk.send(Letter.from("1784", "m-1").message("topics", "[\"Billing\", \"billing\"]"));
        desk.send(Letter.from("1784", "m-2").message("topics", "[\"BILLING\", \"Returns\"]"));
        desk.send(Letter.from("1784", "m-3"));

        assertThat(desk.conversation(taken).json().at("/topics").toString()).isEqualTo("[\"Billing\",\"Returns\"]");
    }

    /// As an erasure leaves it: claim and identity stay for a while.
    @Test
    @DisplayName("S48: somebody whose contact is gone is met anew, and nothing of it is revived")
    void meetsSomebodyAnewWhoseContactIsGone() {
        var letter = Letter.from("1784", "m-1").file("a-1", "image/jpeg", 5);
        var first = desk.send(letter.named("Jo"));
        desk.forget(first);

        var again = desk.send(letter);
        var next = desk.send(Letter.from("1784", "m-2"));

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.at("/messageId")).isEqualTo(first.at("/messageId"));
        assertThat(again.json().at("/uploads")).isEmpty();
        assertThat(desk.conversation(first).status()).isEqualTo(404);
        assertThat(desk.reply(first, "Hello?").status()).isEqualTo(404);
        assertThat(next.at("/contactCreated")).hasValue("true");
        assertThat(contactId(next)).isNotEqualTo(contactId(first));
        assertThat(desk.send(Letter.from("1784", "m-3")).at("/contactId")).isEqualTo(next.at("/contactId"));
    }

    @Test
    @DisplayName("S48: a message that was on its way while the contact went makes a new one")
    void isNotLostWhenTheContactGoesAtTheSameMoment() {
        var first = desk.send(Letter.from("1784", "m-1"));
        desk.faults.clear();
        desk.faults.on("TransactWriteItems").call(1).inject(new Fault.Rival(() -> desk.forget(first)));

        var taken = desk.send(Letter.from("1784", "m-2"));

        assertThat(taken.status()).isEqualTo(201);
        assertThat(taken.at("/contactCreated")).hasValue("true");
        assertThat(contactId(taken)).isNotEqualTo(contactId(first));
    }
}
