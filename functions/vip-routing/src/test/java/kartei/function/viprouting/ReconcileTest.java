package kartei.function.viprouting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.domain.conversation.ConversationId;
import kartei.storage.Keys;
import kartei.storage.TableCheck;
import kartei.testkit.Fault;
import kartei.testkit.Faults;
import kartei.testkit.KarteiTable;
import kartei.testkit.SimulatedCrash;
import kartei.testkit.TestTable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The net under the stream: whatever records are lost, the job finds what they would have led to, and says how much it was.
class ReconcileTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final Scene scene;

    ReconcileTest(TestTable table) {
        scene = new Scene(table);
    }

    @BeforeEach
    void haveRules() {
        scene.inbox.message("first");
        scene.done("POST", "/v1/contact-groups",
                "{\"key\": \"gold\", \"name\": \"Gold\", \"all\": [{\"attribute\": \"accountId\", \"op\": \"isSet\"}]}");
        scene.done("POST", "/v1/teams", "{\"key\": \"ka\", \"name\": \"Key accounts\"}");
        scene.done("PUT", "/v1/prioritization", "{\"rules\": [{\"group\": \"vip\"}, {\"group\": \"gold\"}]}");
        scene.done("PUT", "/v1/routing", "{\"rules\": [{\"groups\": [\"gold\"], \"team\": \"ka\"}]}");
        scene.jobs().run();
        scene.settle();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private String repaired(String id) {
        scene.jobs().run();
        var job = scene.table()
                .items()
                .stream()
                .filter(item -> id.equals(Scene.text(item, "PK").startsWith("JOB#") ? Scene.text(item, "id") : ""))
                .findFirst()
                .orElseThrow();
        return Scene.text(job, "found");
    }

    private String reconcile() {
        var started = scene.done("POST", "/v1/maintenance/reconcile", "");
        assertThat(started.status()).isEqualTo(202);
        return repaired(started.at("/job/id").orElseThrow());
    }

    /// What happens to contacts and conversations, of which any part of the records is lost.
    private void change(Random random, Map<String, ConversationId> conversations) {
        var sender = List.of("ann", "bob", "cem", "dee").get(random.nextInt(4));
        var known = conversations.get(sender);
        if (known == null || random.nextInt(3) == 0) {
            conversations.put(sender, scene.inbox.message(sender));
        } else if (random.nextBoolean()) {
            scene.vip(known.contact(), random.nextBoolean());
        } else {
            scene.value(known.contact(), "accountId", random.nextBoolean() ? "A" : "");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    @DisplayName("S33, S37: any subset of records may be lost; the reconciler leads to where all of them would have led")
    void makesGoodWhatRecordsAreLost(long seed) {
        var random = new Random(seed);
        var conversations = new TreeMap<String, ConversationId>();
        for (int step = 0; step < 20; step++) {
            change(random, conversations);
            var kept = scene.happened(0).stream().filter(record -> random.nextInt(3) == 0).toList();
            assertThat(scene.deliver(kept)).isEmpty();
        }
        scene.happened(0);

        reconcile();

        var repaired = scene.projection();
        conversations.values().forEach(id -> scene.look(id.contact()));
        assertThat(scene.projection()).as("seed " + seed).isEqualTo(repaired);
        assertThat(repaired.keySet()).isNotEmpty();
        assertThat(reconcile()).as("nothing is left to repair").isEqualTo("0");
    }

    @Test
    void countsWhatDiffered() {
        var ann = scene.inbox.message("ann");
        scene.settle();
        scene.value(ann.contact(), "accountId", "A1");
        scene.happened(1);

        assertThat(reconcile()).as("the conversation, and the membership").isEqualTo("2");
        assertThat(scene.members("gold")).containsExactly(ann.contact());
        assertThat(scene.conversation(ann).standing().team()).isEqualTo("ka");
    }

    @Test
    void saysOfAboutHowManyContacts() {
        List.of("ann", "bob", "cem").forEach(scene.inbox::message);
        scene.done("PUT", "/v1/contact-groups/gold",
                "{\"name\": \"Gold\", \"all\": [{\"attribute\": \"email\", \"op\": \"isSet\"}]}");

        reconcile();

        var jobs = scene.table()
                .items(item -> Scene.text(item, "PK").startsWith("JOB#") && !Scene.text(item, "ofAbout").equals("0"));
        assertThat(jobs).extracting(
                job -> Scene.text(job, "kind") + " " + Scene.text(job, "done") + " of " + Scene.text(job, "ofAbout"))
                .contains("reconcile 4 of 4", "rescore 4 of 4");
    }

    @Test
    @DisplayName("S37: a conversation that stands in the queue where its own fields do not say goes back")
    void putsBackWhatIsMisplaced() {
        var ann = scene.inbox.message("ann");
        scene.settle();
        var key = Keys.conversation(Inbox.WS, ann);
        scene.table()
                .dynamo()
                .updateItem(update -> update.tableName(scene.table().name())
                        .key(Map.of("PK", AttributeValue.fromS(key.pk()), "SK", AttributeValue.fromS(key.sk())))
                        .updateExpression("SET QueSK = :lost")
                        .expressionAttributeValues(Map.of(":lost", AttributeValue.fromS("0000#lost"))));

        assertThat(reconcile()).isEqualTo("1");
        assertThat(scene.queue()).endsWith(ann);
    }

    @Test
    void isDoneEveryDay() {
        var ann = scene.inbox.message("ann");
        scene.vip(ann.contact(), true);
        scene.happened(1);

        assertThat(scene.day()).isEqualTo("1 started");
        scene.jobs().run();

        assertThat(scene.conversation(ann).standing().score()).isEqualTo(1);
    }

    @Test
    void isFinishedWhateverCallIsItsLast() {
        var ann = scene.inbox.message("ann");
        scene.settle();
        var points = 0;
        for (var fired = true; fired; points += fired ? Faults.EVERY : 0) {
            scene.value(ann.contact(), "accountId", points % 2 == 0 ? "A1" : "");
            scene.happened(1);
            scene.done("POST", "/v1/maintenance/reconcile", "");
            scene.faults.clear();
            scene.faults.onAny().call(points + 1).inject(new Fault.CrashAfter());
            var died = catchThrowable(() -> scene.jobs().run());
            fired = scene.faults.fired() == 1;
            assertThat(died instanceof SimulatedCrash).as("call " + points).isEqualTo(fired);
            scene.faults.clear();

            scene.takeUp();

            assertThat(scene.conversation(ann).standing().team()).isEqualTo(points % 2 == 0 ? "ka" : "everyone");
            assertThat(scene.members("gold").contains(ann.contact())).isEqualTo(points % 2 == 0);
        }
        assertThat(points).as("calls of a reconciliation").isGreaterThan(20);
    }
}
