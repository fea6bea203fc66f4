package kartei.function.viprouting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.ConversationStatus;
import kartei.storage.Keys;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A stream delivers at least once, and after a failure from the failure on: however often and in whatever order, the end is
/// the same.
class StreamOrderTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private static final List<String> SENDERS = List.of("ann", "bob", "cem", "dana");

    private final Scene scene;

    StreamOrderTest(TestTable table) {
        scene = new Scene(table);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void aBatchThatComesAgainChangesNothing() {
        var conversation = scene.inbox.message("ann");
        scene.vip(conversation.contact(), true);
        var batch = scene.happened(3);
        scene.deliver(batch);
        var once = scene.table().items();

        assertThat(scene.deliver(batch)).isEmpty();
        assertThat(scene.deliver(batch)).isEmpty();

        assertThat(scene.table().items()).isEqualTo(once);
    }

    @Test
    void anOldRecordAfterANewerOneChangesNothing() {
        var conversation = scene.inbox.message("ann");
        scene.vip(conversation.contact(), true);
        var becomes = scene.happened(1);
        scene.vip(conversation.contact(), false);
        var stops = scene.happened(1);
        scene.deliver(stops);
        var settled = scene.projection();

        scene.deliver(becomes);

        assertThat(scene.projection()).isEqualTo(settled);
        assertThat(scene.conversation(conversation).standing()).isEqualTo(scene.standing(0, conversation.contact()));
    }

    @Test
    void stopsAtARecordThatFailsAndGoesOnFromThere() {
        var before = scene.inbox.message("ann");
        var broken = scene.inbox.message("bob");
        var behind = scene.inbox.message("cem");
        scene.settle();
        List.of(before, broken, behind).forEach(conversation -> scene.vip(conversation.contact(), true));
        var batch = scene.happened(3);
        var whole = damaged(broken);

        assertThat(scene.deliver(batch)).contains(batch.get(1).getDynamodb().getSequenceNumber());
        assertThat(List.of(before, behind)).extracting(id -> scene.conversation(id).standing().score())
                .containsExactly(1, 0);

        put(whole);
        assertThat(scene.deliver(batch.subList(1, 3))).isEmpty();
        assertThat(scene.queue()).containsExactly(before, broken, behind);
        assertThat(List.of(before, broken, behind)).extracting(id -> scene.conversation(id).standing().score())
                .containsOnly(1);
    }

    /// Takes the team out of a conversation's item, which nobody can read then; answers with the whole item.
    private Map<String, AttributeValue> damaged(ConversationId id) {
        var key = Keys.conversation(Inbox.WS, id);
        var item = scene.table()
                .items()
                .stream()
                .filter(held -> key.pk().equals(Scene.text(held, "PK")) && key.sk().equals(Scene.text(held, "SK")))
                .findFirst()
                .orElseThrow();
        var less = new LinkedHashMap<>(item);
        less.remove("team");
        put(less);
        return item;
    }

    private void put(Map<String, AttributeValue> item) {
        scene.table().dynamo().putItem(put -> put.tableName(scene.table().name()).item(item));
    }

    /// Changes and deliveries in any order: some batches come late, twice, again from their beginning, or with the records of
    /// different items mixed up. When all was delivered, everything is what the table says.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void anyScheduleEndsTheSame(long seed) {
        var random = new Random(seed);
        var conversations = new LinkedHashMap<String, ConversationId>();
        var held = new ArrayList<DynamodbStreamRecord>();
        for (int step = 0; step < 40; step++) {
            change(random, conversations);
            held.addAll(scene.happened(1));
            if (random.nextInt(3) == 0) {
                assertThat(scene.deliver(prefix(random, held))).isEmpty();
            }
        }
        held.addAll(scene.happened(0));
        schedules(random, held).forEach(batch -> assertThat(scene.deliver(batch)).as("seed " + seed).isEmpty());
        scene.settle();

        assertThat(scene.projection()).as("seed " + seed).isNotEmpty();
        conversations.values().forEach(id -> assertInPlace(id, seed));
        var settled = scene.table().items();
        schedules(random, held).forEach(scene::deliver);
        assertThat(scene.table().items()).as("seed " + seed + ", all of it again").isEqualTo(settled);
    }

    private void change(Random random, Map<String, ConversationId> conversations) {
        var sender = SENDERS.get(random.nextInt(SENDERS.size()));
        var what = random.nextInt(5);
        if (what < 2 || !conversations.containsKey(sender)) {
            conversations.put(sender, scene.inbox.message(sender));
        } else {
            change(what, Optional.ofNullable(conversations.get(sender)).orElseThrow());
        }
    }

    private void change(int what, ConversationId known) {
        if (what < 4) {
            scene.vip(known.contact(), !scene.contact(known.contact()).contact().vip());
        } else {
            var resolved = scene.conversation(known).status() == ConversationStatus.RESOLVED;
            scene.inbox.turn(known, resolved ? ConversationStatus.NEW : ConversationStatus.RESOLVED);
        }
    }

    private static List<DynamodbStreamRecord> prefix(Random random, List<DynamodbStreamRecord> records) {
        return List.copyOf(records.subList(0, random.nextInt(records.size() + 1)));
    }

    /// Each batch twice, its beginning in between; those of one item in order, those of different items mixed.
    private static List<List<DynamodbStreamRecord>> schedules(Random random, List<DynamodbStreamRecord> records) {
        var byItem = new ArrayList<>(records.stream()
                .collect(Collectors.groupingBy(record -> record.getDynamodb().getKeys(), LinkedHashMap::new,
                        Collectors.toList()))
                .values());
        Collections.shuffle(byItem, random);
        var batches = new ArrayList<List<DynamodbStreamRecord>>();
        for (var batch : byItem) {
            batches.add(batch);
            batches.add(prefix(random, batch));
            batches.add(batch);
        }
        return batches;
    }

    private void assertInPlace(ConversationId id, long seed) {
        var contact = scene.contact(id.contact());
        if (contact.activity().open().isPresent()) {
            var open = scene.conversation(contact.activity().open().orElseThrow());
            assertThat(open.standing()).as("seed " + seed)
                    .isEqualTo(scene.standing(contact.contact().vip() ? 1 : 0, id.contact()));
            assertThat(open.vip()).isEqualTo(contact.contact().vip());
        }
        if (contact.contact().vip()) {
            var membership = Keys.membership(Inbox.WS, id.contact(), "vip");
            assertThat(scene.projection().get(membership.pk() + " " + membership.sk())).as("seed " + seed)
                    .containsEntry("WrkSK", contact.activity().lastMessageAt().toString().replaceFirst("Z$", "")
                            + ".000Z#" + id.contact().value());
        }
    }
}
