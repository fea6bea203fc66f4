package kartei.function.contactedit;

import static kartei.function.contactedit.ContactDesk.path;
import static kartei.function.contactedit.ContactDesk.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.domain.contact.ContactId;
import kartei.domain.conversation.Attachment;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.ConversationStatus;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;
import software.amazon.awssdk.core.sync.RequestBody;

@DisplayName("History on one channel")
class HistoryTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final ContactDesk desk;
    private final ContactId contact;

    HistoryTest(TestTable table) {
        desk = new ContactDesk(table);
        contact = desk.given.contact();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void showsEachMessageWithItsConversationAndWhereThereIsHistory() {
        desk.clock.advance(Duration.ofMinutes(1));
        var conversation = desk.given.openOf(contact);
        var reply = desk.given.reply(conversation, "Hi!");

        var history = desk.get(path(contact) + "/history");

        assertThat(history.body()).startsWith("""
                {"items":[{"id":"%s","direction":"out","text":"Hi!","sentAt":"2026-11-22T09:01:00.000Z",\
                "by":{"id":"u-agent","name":"Ada"},"attachments":[],"conversationId":"%s","contactId":"%s",\
                "channel":{"id":"acme-ig","medium":"instagram","name":"Acme"}},{"id":\
                """.formatted(reply.id(), conversation.value(), contact.value()));
        assertThat(history.body()).endsWith("""
                ,"channels":[{"id":"acme-ig","medium":"instagram","name":"Acme","contactId":"%s"}]}\
                """.formatted(contact.value()));
        assertThat(texts(history, "/items", "/direction")).containsExactly("out", "in");
    }

    /// The first conversation is reopened after a second one: its newest message is the newest of all.
    @Test
    void isNewestFirstAlsoWhereAnOlderConversationWasReopened() {
        var first = desk.given.openOf(contact);
        reply(first, "1");
        turn(first, ConversationStatus.RESOLVED);
        var second = desk.given.conversation(contact);
        reply(second, "2");
        turn(second, ConversationStatus.RESOLVED);
        turn(first, ConversationStatus.NEW);
        reply(first, "3");

        var whole = texts(desk.get(path(contact) + "/history?allChannels=true"), "/items", "/text");

        assertThat(whole).containsExactly("3", "2", "Hello", "1", "Hello");
        for (var limit : List.of(1, 2, 3)) {
            assertThat(desk.all(path(contact) + "/history?limit=" + limit)).map(item -> item.at("/text").asString())
                    .isEqualTo(whole);
        }
    }

    @Test
    void saysWhereThereIsHistoryOnTheFirstPageOnly() {
        reply(desk.given.openOf(contact), "1");

        var first = desk.get(path(contact) + "/history?limit=1");
        var second = desk.get(path(contact) + "/history?limit=1&cursor=" + first.at("/next").orElseThrow());

        assertThat(first.json().at("/channels").size()).isEqualTo(1);
        assertThat(second.at("/channels")).isEmpty();
        assertThat(second.at("/next")).isEmpty();
    }

    @Test
    void refusesACursorOfAnotherContact() {
        var other = desk.given.contact();
        reply(desk.given.openOf(other), "1");
        var cursor = desk.get(path(other) + "/history?limit=1").at("/next").orElseThrow();

        assertThat(desk.get(path(contact) + "/history?cursor=" + cursor).status()).isEqualTo(400);
    }

    @Test
    void saysWhichFilesAreStored() {
        desk.given.reply(desk.given.openOf(contact), "Two files", file("a-1", "01ARZ3NDEKTSV4RRFFQ69G5FAA"),
                file("a-2", "01ARZ3NDEKTSV4RRFFQ69G5FAB"));
        desk.table()
                .stack()
                .s3()
                .putObject(
                        put -> put.bucket(desk.table().bucket())
                                .key("att/w1/" + contact.value() + "/01ARZ3NDEKTSV4RRFFQ69G5FAB"),
                        RequestBody.fromString("x"));

        var history = desk.get(path(contact) + "/history");

        assertThat(texts(history, "/items/0/attachments", "/state")).containsExactly("awaited", "stored");
        assertThat(texts(history, "/items/0/attachments", "/id")).containsExactly("a-1", "a-2");
    }

    /// A page of large messages ends early rather than break the gateway's limit.
    @Test
    void staysBelowWhatTheGatewayTakes() {
        var conversation = desk.given.openOf(contact);
        var text = "\"".repeat(60_000);
        IntStream.range(0, 70).forEach(_ -> desk.given.reply(conversation, text));

        var sizes = new ArrayList<Integer>();
        Optional<String> next = Optional.of("");
        var seen = 0;
        while (next.isPresent()) {
            var page = desk.get(path(contact) + "/history?limit=200" + next.get());
            sizes.add(page.body().length());
            seen += page.json().at("/items").size();
            next = page.at("/next").map(cursor -> "&cursor=" + cursor);
        }

        assertThat(seen).isEqualTo(71);
        assertThat(sizes).allSatisfy(size -> assertThat(size).isLessThan(5 * 1024 * 1024));
    }

    @Test
    void costsTwoRoundTripsAndOneMoreToKnowThePerson() {
        reply(desk.given.openOf(contact), "1");
        desk.get(path(contact) + "/history");

        var first = desk.bill(() -> desk.get(path(contact) + "/history"));
        var own = desk.bill(() -> desk.get(path(contact) + "/history?allChannels=false"));
        var link = desk.get(path(contact) + "/history?limit=1").header("link").orElseThrow();
        var next = desk.bill(() -> desk.get(link.replaceAll("^<|>.*$", "")));

        assertThat(first.roundTrips()).as("%s", first).isEqualTo(3);
        assertThat(own.roundTrips()).as("%s", own).isEqualTo(2);
        assertThat(next.roundTrips()).as("%s", next).isEqualTo(2);
    }

    private void reply(ConversationId conversation, String text) {
        desk.clock.advance(Duration.ofMinutes(1));
        desk.given.reply(conversation, text);
    }

    private void turn(ConversationId conversation, ConversationStatus to) {
        desk.clock.advance(Duration.ofMinutes(1));
        desk.given.turn(conversation, to);
    }

    private static Attachment file(String id, String object) {
        return new Attachment(id, Optional.of(id + ".jpg"), "image/jpeg", 1, Optional.of(object), Optional.empty());
    }
}
