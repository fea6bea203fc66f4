package kartei.function.viprouting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.domain.contact.ContactId;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.ConversationStatus;
import kartei.domain.conversation.LiveContact;
import kartei.domain.conversation.Placement;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.ManyItems;
import kartei.testkit.TestTable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The records of one eventful hour, played back in many orders: batches twice, their beginnings again, those of different items
/// shuffled, those of one item in order. Every schedule ends where a model says that knows no stream: it looks at contacts,
/// conversations and rules, and sorts. It looks at some; the others have to end as the first one did, to the byte.
///
/// `-Dschedules=10000` plays so many, `-Dseed=5000` those from there on (docs/testing.md).
class StreamSchedulesTest {
    private static final int SCHEDULES = Integer.getInteger("schedules", 40);
    private static final int FIRST = Integer.getInteger("seed", 0);
    private static final int SCHEDULES_TO_A_MODEL = 20;
    private static final List<String> SENDERS = List.of("ann", "bob", "cem");

    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final Scene scene;
    private final Map<String, ConversationId> conversations = new TreeMap<>();

    StreamSchedulesTest(TestTable table) {
        scene = new Scene(table);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    @DisplayName("S33, S34, S37: every schedule of the stream ends where a model says that knows no stream")
    void anyScheduleEndsWhereTheModelSays() {
        rules();
        var random = new Random(1);
        for (int step = 0; step < 24; step++) {
            change(random);
        }
        scene.vip(Optional.ofNullable(conversations.get("ann")).orElseThrow().contact(), false);
        scene.vip(Optional.ofNullable(conversations.get("ann")).orElseThrow().contact(), true);
        conversations.put("ann", scene.inbox.message("ann"));
        var records = scene.happened(20);
        var before = contactItems();
        assertThat(records).hasSizeGreaterThan(20);
        scene.table().noStream();
        var copy = scene.plainCopy();
        Optional<Map<String, Map<String, String>>> first = Optional.empty();
        for (int seed = FIRST; seed < FIRST + SCHEDULES; seed++) {
            restore(before);
            for (var batch : schedule(new Random(seed), records)) {
                assertThat(Scene.deliver(copy, batch)).as("seed " + seed).isEmpty();
            }
            if ((seed - FIRST) % SCHEDULES_TO_A_MODEL == 0) {
                assertModel(seed);
            }
            var ended = scene.projection();
            assertThat(ended).as("seed " + seed).isEqualTo(first.orElse(ended));
            first = Optional.of(ended);
        }
    }

    private void rules() {
        SENDERS.forEach(sender -> conversations.put(sender, scene.inbox.message(sender)));
        scene.done("POST", "/v1/contact-groups",
                "{\"key\": \"gold\", \"name\": \"Gold\", \"all\": [{\"attribute\": \"accountId\", \"op\": \"isSet\"}]}");
        scene.done("POST", "/v1/teams", "{\"key\": \"ka\", \"name\": \"Key accounts\"}");
        scene.done("PUT", "/v1/prioritization",
                "{\"rules\": [{\"group\": \"vip\"}, {\"group\": \"gold\"}, {\"channel\": \"acme-ig\"}]}");
        scene.done("PUT", "/v1/routing", "{\"rules\": [{\"groups\": [\"gold\"], \"team\": \"ka\"}]}");
        scene.jobs().run();
        scene.settle();
    }

    private void change(Random random) {
        var sender = SENDERS.get(random.nextInt(SENDERS.size()));
        var known = Optional.ofNullable(conversations.get(sender)).orElseThrow();
        switch (random.nextInt(6)) {
            case 0, 1 -> conversations.put(sender, scene.inbox.message(sender));
            case 2 -> scene.vip(known.contact(), !scene.contact(known.contact()).contact().vip());
            case 3 -> scene.value(known.contact(), "accountId", random.nextBoolean() ? "A" + random.nextInt(9) : "");
            case 4 -> scene.inbox.turn(known,
                    scene.conversation(known).status() == ConversationStatus.RESOLVED ? ConversationStatus.NEW
                            : ConversationStatus.RESOLVED);
            default -> scene.give(known, random.nextBoolean() ? "ka" : "everyone");
        }
    }

    // ---- the table as it was before anything was delivered ----

    private List<Map<String, AttributeValue>> contactItems() {
        return scene.table().items().stream().filter(item -> Scene.text(item, "PK").startsWith("CON#")).toList();
    }

    private void restore(List<Map<String, AttributeValue>> before) {
        var table = scene.table();
        contactItems().stream()
                .filter(item -> Scene.text(item, "SK").startsWith("G#") && !before.contains(item))
                .forEach(item -> table.dynamo()
                        .deleteItem(delete -> delete.tableName(table.name())
                                .key(Map.of("PK", AttributeValue.fromS(Scene.text(item, "PK")), "SK",
                                        AttributeValue.fromS(Scene.text(item, "SK"))))));
        try (var many = new ManyItems(table)) {
            before.stream().filter(item -> Scene.text(item, "SK").matches("[CG]#.*")).forEach(many::put);
        }
    }

    // ---- schedules ----

    /// Records of one item stay in order; between items any order. Each is cut into batches, which come with repetitions.
    private static List<List<DynamodbStreamRecord>> schedule(Random random, List<DynamodbStreamRecord> records) {
        var queues = new ArrayList<>(records.stream()
                .collect(Collectors.groupingBy(record -> record.getDynamodb().getKeys(), LinkedHashMap::new,
                        Collectors.toCollection(ArrayList::new)))
                .values());
        var order = new ArrayList<DynamodbStreamRecord>();
        while (!queues.isEmpty()) {
            var queue = queues.get(random.nextInt(queues.size()));
            order.add(queue.removeFirst());
            queues.removeIf(List::isEmpty);
        }
        var batches = new ArrayList<List<DynamodbStreamRecord>>();
        for (int from = 0; from < order.size();) {
            var to = Math.min(order.size(), from + 1 + random.nextInt(8));
            var batch = List.copyOf(order.subList(from, to));
            Collections.addAll(batches, batch, batch.subList(0, random.nextInt(batch.size() + 1)), batch);
            from = to;
        }
        return batches;
    }

    // ---- the model ----

    private record Expected(ConversationId id, int score, ConversationStatus status, Conversation conversation) {}

    private void assertModel(long seed) {
        var workspace = scene.workspace();
        var contacts = conversations.values()
                .stream()
                .map(ConversationId::contact)
                .distinct()
                .map(scene::contact)
                .sorted(Comparator.comparing((LiveContact live) -> live.activity().lastMessageAt()).reversed())
                .toList();
        var queue = new ArrayList<Expected>();
        for (var live : contacts) {
            live.activity().open().map(scene::conversation).ifPresent(open -> {
                var place = Placement.of(workspace, live.contact(), open);
                assertThat(open.standing().saysAs(place.standing())).as("seed " + seed).isTrue();
                assertThat(open.vip()).isEqualTo(live.contact().vip());
                queue.add(new Expected(open.id(), place.standing().score(), open.status(), open));
            });
        }
        contacts.forEach(live -> assertThat(scene.places(live.id())).as("seed " + seed)
                .allSatisfy(place -> assertThat(place).isEqualTo(scene.placeByLastMessage(live))));
        assertThat(scene.members("gold")).as("seed " + seed)
                .containsExactlyElementsOf(ids(contacts, live -> !workspace.groupsOf(live.contact()).isEmpty()));
        assertThat(scene.vips()).containsExactlyElementsOf(ids(contacts, live -> live.contact().vip()));
        assertThat(scene.queueOfAll()).as("seed " + seed)
                .containsExactlyElementsOf(queue.stream()
                        .filter(expected -> expected.status() == ConversationStatus.NEW)
                        .sorted(Comparator.comparingInt(Expected::score)
                                .reversed()
                                .thenComparing(expected -> expected.conversation().waitingSince().orElseThrow()))
                        .map(Expected::id)
                        .toList());
    }

    private static List<ContactId> ids(List<LiveContact> contacts, Predicate<LiveContact> isMember) {
        return contacts.stream().filter(isMember).map(LiveContact::id).toList();
    }
}
