package kartei.function.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.storage.TableCheck;
import kartei.testkit.Bill;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

/// Round trips and capacity units of what is done all day. A warm function: workspace and hash key are in memory.
@DisplayName("What the inbox costs")
class CostTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final InboxDesk desk;

    CostTest(TestTable table) {
        desk = new InboxDesk(table);
    }

    @BeforeEach
    void warmUp() {
        desk.send(Letter.from("first", "m-0"));
        desk.send(Letter.from("first", "m-00"));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aStrangersFirstMessageIsTwoRoundTrips() {
        var bill = sent(Letter.from("1784", "m-1").named("Jo"));

        assertThat(bill.roundTrips()).isEqualTo(2);
        assertThat(bill.operations()).containsExactlyInAnyOrder("BatchGetItem", "BatchGetItem", "TransactWriteItems");
        assertThat(bill.readUnits()).isLessThanOrEqualTo(4);
        assertThat(bill.writeUnits()).isEqualTo(18);
    }

    @Test
    void aKnownSendersNextMessageIsTwoRoundTrips() {
        desk.send(Letter.from("1784", "m-1").named("Jo"));

        var bill = sent(Letter.from("1784", "m-2").named("Jo"));

        assertThat(bill.roundTrips()).isEqualTo(2);
        assertThat(bill.readUnits()).isLessThanOrEqualTo(4);
        assertThat(bill.writeUnits()).isEqualTo(9);
    }

    @Test
    void aCustomersAnswerToAnAnswerIsTwoRoundTrips() {
        var first = desk.send(Letter.from("1784", "m-1").named("Jo"));
        desk.reply(first, "We are on it.");

        var bill = sent(Letter.from("1784", "m-2").named("Jo"));

        assertThat(bill.roundTrips()).isEqualTo(2);
        assertThat(bill.writeUnits()).isEqualTo(12);
    }

    @Test
    void whatMustLookAtTheContactIsThreeRoundTrips() {
        var first = desk.send(Letter.from("1784", "m-1").named("Jo"));

        assertThat(sent(Letter.from("1784", "m-2").named("Joe")).roundTrips()).isEqualTo(3);
        assertThat(sent(Letter.from("1784", "m-3").message("topics", "[\"billing\"]")).roundTrips()).isEqualTo(3);
        desk.status(first, "resolved");
        assertThat(sent(Letter.from("1784", "m-4")).roundTrips()).isEqualTo(3);
    }

    @Test
    void aMessageThatCameBeforeIsOneRoundTrip() {
        desk.send(Letter.from("1784", "m-1"));

        var bill = sent(Letter.from("1784", "m-1"));

        assertThat(bill.roundTrips()).isEqualTo(1);
        assertThat(bill.writeUnits()).isZero();
    }

    @Test
    void aPageOfTheQueueIsOneRoundTrip() {
        IntStream.range(0, 60).forEach(i -> desk.send(Letter.from("sender-" + i, "m-" + i).named("Jo")));

        var bill = desk.bill(() -> desk.get("/v1/conversations"));

        assertThat(bill.roundTrips()).isEqualTo(1);
        assertThat(bill.operations()).containsExactlyInAnyOrder("BatchGetItem", "GetItem", "Query", "Query", "Query",
                "Query");
        assertThat(bill.readUnits()).isLessThanOrEqualTo(10);
    }

    @Test
    void oneConversationIsOneRoundTripAndItsMessagesToo() {
        var taken = desk.send(Letter.from("1784", "m-1"));

        assertThat(desk.bill(() -> desk.conversation(taken)).roundTrips()).isEqualTo(1);
        assertThat(desk.bill(() -> desk.messages(taken)).roundTrips()).isEqualTo(1);
    }

    @Test
    void anAnswerAndAStatusAreTwoRoundTripsEach() {
        var taken = desk.send(Letter.from("1784", "m-1"));

        assertThat(desk.bill(() -> desk.reply(taken, "We are on it.")).roundTrips()).isEqualTo(2);
        assertThat(desk.bill(() -> desk.status(taken, "resolved")).roundTrips()).isEqualTo(2);
        assertThat(desk.bill(() -> desk.status(taken, "resolved")).roundTrips()).isEqualTo(1);
    }

    private Bill sent(Letter letter) {
        return desk.bill(() -> desk.send(letter));
    }
}
