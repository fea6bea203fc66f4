package kartei.function.viprouting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import kartei.domain.Limits;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.ConversationStatus;
import kartei.storage.TableCheck;
import kartei.storage.Together;
import kartei.testkit.Fault;
import kartei.testkit.KarteiTable;
import kartei.testkit.SimulatedCrash;
import kartei.testkit.TestTable;

/// Calls that fail, a process that dies, others who are faster: in the end all is in its place.
class BrokenCallsTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final Scene scene;

    BrokenCallsTest(TestTable table) {
        scene = new Scene(table);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    /// How a process can end in the middle.
    enum End {
        BEFORE_A_CALL,
        AFTER_A_CALL;

        Fault fault() {
            return this == BEFORE_A_CALL ? new Fault.CrashBefore() : new Fault.CrashAfter();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCrashAtAnyCallIsMadeGoodByTheStream(End end) {
        var conversations = new ConversationId[]{scene.inbox.message("ann"), scene.inbox.message("bob")};
        scene.settle();
        var points = 0;
        for (var fired = true; fired; points += fired ? 1 : 0) {
            var batch = changed(conversations);
            scene.faults.clear();
            scene.faults.onAny().call(points + 1).inject(end.fault());
            var died = catchThrowable(() -> scene.deliver(batch));
            fired = scene.faults.fired() == 1;
            assertThat(died instanceof SimulatedCrash).as("call " + points).isEqualTo(fired);

            scene.faults.clear();
            assertThat(Scene.deliver(scene.anotherCopy(), batch)).isEmpty();
            scene.settle();
            assertSettled(conversations);
        }
        assertThat(points).as("calls at which it died").isGreaterThanOrEqualTo(6);
    }

    /// One turns VIP or stops being it, the other, who is VIP then, writes.
    private List<DynamodbStreamRecord> changed(ConversationId[] conversations) {
        var ann = conversations[0].contact();
        scene.vip(ann, !scene.contact(ann).contact().vip());
        scene.vip(conversations[1].contact(), true);
        scene.inbox.message("bob");
        return scene.happened(2);
    }

    private void assertSettled(ConversationId[] conversations) {
        for (var id : conversations) {
            var vip = scene.contact(id.contact()).contact().vip();
            assertThat(scene.conversation(id).standing().score()).isEqualTo(vip ? 1 : 0);
            assertThat(scene.conversation(id).vip()).isEqualTo(vip);
        }
        assertThat(scene.vips()).first().isEqualTo(conversations[1].contact());
    }

    @Test
    void anAnswerThatIsLostIsNoFailure() {
        var conversation = scene.inbox.message("ann");
        scene.settle();
        var before = scene.conversation(conversation).version();
        scene.vip(conversation.contact(), true);
        var batch = scene.happened(1);
        scene.faults.clear();
        scene.faults.on("UpdateItem").call(1).inject(new Fault.AnswerLost());

        assertThat(scene.deliver(batch)).isEmpty();

        assertThat(scene.faults.fired()).isEqualTo(1);
        assertThat(scene.conversation(conversation).standing().score()).isEqualTo(1);
        assertThat(scene.conversation(conversation).version()).isEqualTo(before + 1);
    }

    @Test
    void aThrottledCallIsTriedAgain() {
        var conversation = scene.inbox.message("ann");
        scene.settle();
        scene.vip(conversation.contact(), true);
        var batch = scene.happened(1);
        scene.faults.clear();
        for (var operation : List.of("Query", "BatchGetItem", "UpdateItem")) {
            scene.faults.on(operation).first(2).inject(new Fault.Throttled());
        }

        assertThat(scene.deliver(batch)).isEmpty();

        assertThat(scene.conversation(conversation).standing().score()).isEqualTo(1);
    }

    @Test
    void readsAgainWhenAMessageComesInBetween() {
        var conversation = scene.inbox.message("ann");
        scene.settle();
        scene.vip(conversation.contact(), true);
        var batch = scene.happened(1);
        scene.faults.clear();
        scene.faults.on("UpdateItem").call(1).inject(new Fault.Rival(() -> scene.inbox.message("ann")));

        assertThat(scene.deliver(batch)).isEmpty();

        assertThat(scene.conversation(conversation).standing().score()).isEqualTo(1);
        assertThat(scene.conversation(conversation).rev()).isEqualTo(2);
    }

    @Test
    void leavesAConversationAloneThatIsResolvedInBetween() {
        var conversation = scene.inbox.message("ann");
        scene.settle();
        scene.vip(conversation.contact(), true);
        var batch = scene.happened(1);
        scene.faults.clear();
        scene.faults.on("UpdateItem")
                .call(1)
                .inject(new Fault.Rival(() -> scene.inbox.turn(conversation, ConversationStatus.RESOLVED)));

        assertThat(scene.deliver(batch)).isEmpty();

        assertThat(scene.conversation(conversation).status()).isEqualTo(ConversationStatus.RESOLVED);
        assertThat(scene.conversation(conversation).standing().score()).isZero();
    }

    /// The one who saw the older contact is held up until the one who saw the newer contact has found nothing to move.
    @Test
    void aLateLookAtAnOlderContactDoesNotReplaceANewerOne() {
        var conversation = scene.inbox.message("ann");
        scene.vip(conversation.contact(), true);
        scene.settle();
        scene.vip(conversation.contact(), false);
        var stops = scene.happened(1);
        scene.faults.clear();
        scene.faults.on("UpdateItem").call(1).inject(new Fault.Rival(() -> {
            scene.vip(conversation.contact(), true);
            assertThat(Scene.deliver(scene.anotherCopy(), scene.happened(1))).isEmpty();
        }));

        assertThat(scene.deliver(stops)).isEmpty();

        assertThat(scene.conversation(conversation).standing().score()).isEqualTo(1);
        assertThat(scene.conversation(conversation).vip()).isTrue();
    }

    @Test
    void aMembershipThatEndsInBetweenIsNotMadeAgain() {
        var conversation = scene.inbox.message("ann");
        scene.vip(conversation.contact(), true);
        scene.settle();
        scene.inbox.message("ann");
        var batch = scene.happened(1);
        scene.faults.clear();
        scene.faults.on("UpdateItem").call(1).inject(new Fault.Rival(() -> scene.vip(conversation.contact(), false)));

        assertThat(scene.deliver(batch)).isEmpty();
        scene.settle();

        assertThat(scene.vips()).isEmpty();
        assertThat(scene.conversation(conversation).standing().score()).isZero();
    }

    @Test
    void givesUpWhenOthersAreFasterEachTimeAndIsBroughtTheChangeAgain() {
        var conversation = scene.inbox.message("ann");
        scene.settle();
        scene.vip(conversation.contact(), true);
        var batch = scene.happened(1);
        var rivals = new AtomicInteger();
        scene.faults.clear();
        scene.faults.on(call -> call.operation().equals("UpdateItem") && call.body().contains("contactRev"))
                .first(Limits.WRITE_TRIES_MAX)
                .inject(new Fault.Rival(() -> {
                    rivals.incrementAndGet();
                    scene.inbox.reply(conversation);
                }));

        assertThat(scene.deliver(batch)).contains(batch.getFirst().getDynamodb().getSequenceNumber());
        assertThat(rivals).hasValue(Limits.WRITE_TRIES_MAX);
        assertThat(scene.conversation(conversation).standing().score()).isZero();

        assertThat(scene.deliver(batch)).isEmpty();
        assertThat(scene.conversation(conversation).standing().score()).isEqualTo(1);
    }

    @Test
    void severalAtOnceEndWhereOneEnds() {
        var conversation = scene.inbox.message("ann");
        scene.settle();
        for (int round = 0; round < 5; round++) {
            scene.vip(conversation.contact(), round % 2 == 0);
            scene.inbox.message("ann");
            var batch = scene.happened(2);
            var copies = List.of(scene.anotherCopy(), scene.anotherCopy(), scene.anotherCopy());
            var before = scene.conversation(conversation).version();

            var stops = Together.all(copies.stream()
                    .<Supplier<Boolean>>map(copy -> () -> Scene.deliver(copy, batch).isEmpty())
                    .toList());

            assertThat(stops).containsOnly(true);
            assertThat(scene.conversation(conversation).standing().score()).isEqualTo(round % 2 == 0 ? 1 : 0);
            assertThat(scene.conversation(conversation).version()).as("written once").isEqualTo(before + 1);
            assertThat(scene.settle()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void aContactThatIsGoneIsNoFailure() {
        var conversation = scene.inbox.message("ann");
        var batch = scene.happened(1);
        for (var item : scene.table().items()) {
            var key = Map.of("PK", item.get("PK"), "SK", item.get("SK"));
            scene.table().dynamo().deleteItem(delete -> delete.tableName(scene.table().name()).key(key));
        }

        assertThat(scene.deliver(batch)).isEmpty();
        assertThat(scene.deliver(scene.happened(2))).as("the removals of " + conversation).isEmpty();
        assertThat(scene.table().items()).isEmpty();
    }
}
