package kartei.function.viprouting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.domain.Plan;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.ConversationStatus;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

/// What the stream makes of VIP in the queue and in the group.
class VipRoutingTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final Scene scene;

    VipRoutingTest(TestTable table) {
        scene = new Scene(table);
    }

    @BeforeEach
    void startFromTheStreamsEnd() {
        scene.settle();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    @DisplayName("S33, S37: a contact that becomes VIP moves its open conversation up the queue")
    void movesAVipUp() {
        var first = scene.inbox.message("ann");
        var second = scene.inbox.message("bob");
        var third = scene.inbox.message("cem");
        scene.settle();
        assertThat(scene.queue()).containsExactly(first, second, third);

        scene.vip(third.contact(), true);
        scene.settle();

        assertThat(scene.queue()).containsExactly(third, first, second);
        assertThat(scene.conversation(third)).satisfies(moved -> {
            assertThat(moved.standing().score()).isEqualTo(1);
            assertThat(moved.vip()).isTrue();
        });
    }

    @Test
    @DisplayName("S34: its work goes to the team that the rules name, at the start everyone")
    void routesToATeam() {
        var conversation = scene.inbox.message("ann");
        scene.vip(conversation.contact(), true);
        scene.settle();

        assertThat(scene.conversation(conversation).standing().team()).isEqualTo("everyone");
    }

    @Test
    @DisplayName("S37: two VIPs stand by how long they wait")
    void ordersVipsByTheirWait() {
        var first = scene.inbox.message("ann");
        var second = scene.inbox.message("bob");
        scene.vip(second.contact(), true);
        scene.vip(first.contact(), true);
        scene.settle();

        assertThat(scene.queue()).containsExactly(first, second);
    }

    @Test
    @DisplayName("S33: a contact that stops being VIP goes back to where it waits")
    void movesBackWhoStopsBeingVip() {
        var first = scene.inbox.message("ann");
        var second = scene.inbox.message("bob");
        scene.vip(second.contact(), true);
        scene.settle();

        scene.vip(second.contact(), false);
        scene.settle();

        assertThat(scene.queue()).containsExactly(first, second);
        assertThat(scene.conversation(second).vip()).isFalse();
        assertThat(scene.vips()).isEmpty();
    }

    @Test
    @DisplayName("S33: a conversation that a VIP begins is scored")
    void scoresANewConversationOfAVip() {
        var old = scene.inbox.message("ann");
        scene.vip(old.contact(), true);
        scene.inbox.turn(old, ConversationStatus.RESOLVED);
        scene.inbox.message("bob");
        scene.settle();

        var begun = scene.inbox.message("ann");
        scene.settle();

        assertThat(begun).isNotEqualTo(old);
        assertThat(scene.queue()).first().isEqualTo(begun);
    }

    @Test
    void keepsItsPlaceWhenAnsweredAndNewAgain() {
        var conversation = scene.inbox.message("ann");
        scene.vip(conversation.contact(), true);
        scene.settle();

        scene.inbox.reply(conversation);
        scene.settle();
        assertThat(scene.queue()).isEmpty();
        assertThat(scene.conversation(conversation).standing().score()).isEqualTo(1);

        scene.inbox.message("bob");
        scene.inbox.message("ann");
        scene.settle();
        assertThat(scene.queue()).first().isEqualTo(conversation);
    }

    @Test
    void leavesAResolvedConversationAsItWas() {
        var conversation = scene.inbox.message("ann");
        scene.settle();
        scene.inbox.turn(conversation, ConversationStatus.RESOLVED);
        var resolved = scene.conversation(conversation);

        scene.vip(conversation.contact(), true);
        scene.settle();

        assertThat(scene.conversation(conversation)).isEqualTo(resolved);
    }

    @Test
    void scoresAConversationThatIsOpenedAgain() {
        var conversation = scene.inbox.message("ann");
        scene.inbox.turn(conversation, ConversationStatus.RESOLVED);
        scene.vip(conversation.contact(), true);
        scene.settle();

        scene.inbox.turn(conversation, ConversationStatus.NEW);
        scene.settle();

        assertThat(scene.conversation(conversation).standing().score()).isEqualTo(1);
    }

    @Test
    void findsTheOpenConversationThoughNewerOnesAreResolved() {
        var old = scene.inbox.message("ann");
        scene.inbox.turn(old, ConversationStatus.RESOLVED);
        for (int i = 0; i < 4; i++) {
            scene.inbox.turn(scene.inbox.message("ann"), ConversationStatus.RESOLVED);
        }
        scene.inbox.turn(old, ConversationStatus.NEW);
        scene.settle();

        scene.vip(old.contact(), true);
        scene.settle();

        assertThat(scene.conversation(old).standing().score()).isEqualTo(1);
    }

    @Test
    @DisplayName("S42: while VIP is off it counts nothing; the stored flag comes back with the switch")
    void countsNothingWhileVipIsOff() {
        var first = scene.inbox.message("ann");
        var vip = scene.inbox.message("bob");
        scene.vip(vip.contact(), true);
        scene.settle();

        scene.vipOn(false);
        scene.inbox.message("bob");
        scene.settle();
        assertThat(scene.queue()).containsExactly(first, vip);
        assertThat(scene.conversation(vip).vip()).isTrue();

        scene.vipOn(true);
        scene.inbox.message("bob");
        scene.settle();
        assertThat(scene.queue()).containsExactly(vip, first);
    }

    @Test
    @DisplayName("S2, S42: a plan without VIP counts it as off")
    void countsNothingInAPlanWithoutVip() {
        var first = scene.inbox.message("ann");
        var vip = scene.inbox.message("bob");
        scene.vip(vip.contact(), true);
        scene.plan(Plan.PROFESSIONAL);
        scene.settle();
        assertThat(scene.queue()).containsExactly(first, vip);

        scene.plan(Plan.ADVANCED);
        scene.inbox.message("bob");
        scene.settle();
        assertThat(scene.queue()).containsExactly(vip, first);
    }

    @Test
    @DisplayName("S42: switching VIP off scores again what is open, and on again")
    void reactsToTheSwitchItself() {
        var first = scene.inbox.message("ann");
        var vip = scene.inbox.message("bob");
        scene.vip(vip.contact(), true);
        scene.settle();
        assertThat(scene.queue()).containsExactly(vip, first);

        scene.vipOn(false);
        scene.jobs().run();
        assertThat(scene.queue()).containsExactly(first, vip);
        assertThat(scene.conversation(vip).vip()).as("the flag stays").isTrue();

        scene.vipOn(true);
        scene.jobs().run();
        assertThat(scene.queue()).containsExactly(vip, first);
    }

    @Test
    @DisplayName("S41: the VIP group is in the order of its newest messages")
    void keepsTheGroupInTheOrderOfItsMessages() {
        var ann = scene.inbox.message("ann").contact();
        var bob = scene.inbox.message("bob").contact();
        scene.vip(ann, true);
        scene.vip(bob, true);
        scene.settle();
        assertThat(scene.vips()).containsExactly(bob, ann);

        scene.inbox.message("ann");
        scene.settle();
        assertThat(scene.vips()).containsExactly(ann, bob);
    }

    @Test
    @DisplayName("S42: the group keeps its order while VIP is off")
    void keepsTheGroupInOrderWhileVipIsOff() {
        var ann = scene.inbox.message("ann").contact();
        var bob = scene.inbox.message("bob").contact();
        scene.vip(ann, true);
        scene.vip(bob, true);
        scene.vipOn(false);
        scene.inbox.message("ann");
        scene.settle();

        assertThat(scene.vips()).containsExactly(ann, bob);
    }

    @Test
    void countsItsWritesInTheVersionButNotAsAChangeByPeople() {
        var conversation = scene.inbox.message("ann");
        scene.settle();
        var before = scene.conversation(conversation);

        scene.vip(conversation.contact(), true);
        scene.settle();

        assertThat(scene.conversation(conversation)).extracting(Conversation::rev, Conversation::version)
                .containsExactly(before.rev(), before.version() + 1);
    }

    @Test
    void comesToRest() {
        var conversation = scene.inbox.message("ann");
        scene.settle();

        scene.vip(conversation.contact(), true);
        var change = scene.happened(1);
        assertThat(change).hasSize(1);
        scene.deliver(change);
        var echo = scene.happened(1);
        assertThat(echo).hasSize(1);
        scene.deliver(echo);

        assertThat(scene.happened(0)).isEmpty();
    }
}
