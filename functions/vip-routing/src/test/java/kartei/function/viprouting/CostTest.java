package kartei.function.viprouting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.ConversationStatus;
import kartei.storage.TableCheck;
import kartei.testkit.Bill;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

/// What one change costs: round trips and capacity units, on a warm function.
class CostTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final Scene scene;
    private final ConversationId conversation;

    CostTest(TestTable table) {
        scene = new Scene(table);
        conversation = scene.inbox.message("ann");
    }

    @BeforeEach
    void warmUp() {
        scene.settle();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void aContactThatBecomesVipCostsOneReadAndOneWrite() {
        scene.vip(conversation.contact(), true);

        var bill = billOf(1);

        assertThat(bill.operations()).containsExactlyInAnyOrder("Query", "Query", "BatchGetItem", "UpdateItem");
        assertThat(bill.roundTrips()).isEqualTo(2);
        assertThat(bill.readUnits()).isLessThanOrEqualTo(3);
        assertThat(bill.writeUnits()).as("the item, and its place taken and given").isLessThanOrEqualTo(3);
    }

    @Test
    void aMessageOfSomebodyElseCostsARead() {
        scene.inbox.message("ann");

        var bill = billOf(1);

        assertThat(bill.operations()).containsExactlyInAnyOrder("Query", "Query", "BatchGetItem");
        assertThat(bill.roundTrips()).isEqualTo(1);
        assertThat(bill.writeUnits()).isZero();
    }

    @Test
    void aMessageOfAVipCostsItsPlaceInTheGroup() {
        scene.vip(conversation.contact(), true);
        scene.settle();
        scene.inbox.message("ann");

        var bill = billOf(1);

        assertThat(bill.operations()).containsExactlyInAnyOrder("Query", "Query", "BatchGetItem", "UpdateItem");
        assertThat(bill.roundTrips()).isEqualTo(2);
        assertThat(bill.writeUnits()).isLessThanOrEqualTo(3);
    }

    @Test
    void itsOwnEchoCostsNothing() {
        scene.vip(conversation.contact(), true);
        scene.deliver(scene.happened(1));

        assertThat(billOf(1).operations()).isEmpty();
    }

    @Test
    void aLongHistoryCostsNoMore() {
        for (int i = 0; i < 30; i++) {
            scene.inbox.turn(scene.inbox.message("bob"), ConversationStatus.RESOLVED);
        }
        var open = scene.inbox.message("bob");
        scene.settle();
        scene.vip(open.contact(), true);

        var bill = billOf(1);

        assertThat(bill.roundTrips()).isEqualTo(2);
        assertThat(bill.readUnits()).isLessThanOrEqualTo(3);
    }

    private Bill billOf(int records) {
        var batch = scene.happened(records);
        var bill = scene.meter.measure(() -> assertThat(scene.deliver(batch)).isEmpty());
        System.out.println(bill);
        return bill;
    }
}
