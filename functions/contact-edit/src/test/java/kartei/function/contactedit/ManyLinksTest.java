package kartei.function.contactedit;

import static kartei.function.contactedit.ContactDesk.path;
import static kartei.function.contactedit.ContactDesk.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.domain.contact.ContactId;
import kartei.testkit.KarteiTable;
import kartei.testkit.ManyItems;
import kartei.testkit.TestTable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What links cost where there are many contacts, or much history. How many contacts is `-Dmany`; the profile `large` has 100,000.
@DisplayName("S26–S31: links of many contacts")
class ManyLinksTest {
    /// The items are clones: what is not asked for is not there.
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable();

    private static final int CONTACTS = Integer.getInteger("many", 1_200);
    private static final int MESSAGES = Math.min(10_000, CONTACTS);
    private static final int CALLS_BETWEEN_LOOKS = 50;
    private static final long GROWTH_MAX = 1L << 20;

    private final ContactDesk desk;
    private final ManyItems writes;
    private final Map<ContactId, List<Map<String, AttributeValue>>> originals = new HashMap<>();

    ManyLinksTest(TestTable table) {
        desk = new ContactDesk(table);
        writes = new ManyItems(table);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /// What a job needs however few contacts there are is left out: a tenth of them is counted beside all.
    @Test
    @DisplayName("are built in constant memory, with at most 1.1 requests for each page read and each 25 links written")
    void areBuiltWithFewRequests() {
        var first = desk.given.contact();
        desk.edit(first, "\"email\": \"c0@example.com\", \"accountId\": \"c0\"");
        var some = CONTACTS / 10;
        cloned(first, 1, some);
        var few = relinked("email");
        cloned(first, some, CONTACTS);
        var all = relinked("accountId");

        System.out.println(CONTACTS + " contacts: " + all + "; " + some + ": " + few);
        assertThat((double) all.requests() - few.requests()).as("requests of %s and %s", all, few)
                .isLessThanOrEqualTo(1.1 * (all.pages() - few.pages() + (CONTACTS - some) / 25.0));
        assertThat(all.alive()).isLessThan(few.alive() + GROWTH_MAX);
        assertThat(texts(desk.get(path(first) + "/links"), "/items", "/contactId"))
                .containsExactly(cloneOf(CONTACTS / 2).value());
        assertThat(texts(desk.get(path(cloneOf(1)) + "/links"), "/items", "/contactId"))
                .containsExactly(cloneOf(CONTACTS / 2 + 1).value());
    }

    /// What a job asked for, how many of these were pages, and how many bytes of ours were alive at most.
    private record Cost(int requests, int pages, long alive) {}

    private Cost relinked(String key) {
        var calls = new ConcurrentHashMap<String, Integer>();
        var alive = new AtomicLong();
        desk.given.matching(Optional.of(key));
        var job = desk.jobs.active().stream().filter(active -> active.kind().equals("relink")).findFirst();
        desk.countedJobs(name -> {
            calls.merge(name, 1, Integer::sum);
            if (calls.values().stream().mapToInt(Integer::intValue).sum() % CALLS_BETWEEN_LOOKS == 1) {
                alive.accumulateAndGet(Heap.alive(), Math::max);
            }
        }).run(job.orElseThrow(), "E", Optional.empty());
        return new Cost(calls.values().stream().mapToInt(Integer::intValue).sum(),
                Optional.ofNullable(calls.get("QueryRequest")).orElse(0), alive.get());
    }

    private void cloned(ContactId first, int from, int to) {
        IntStream.range(from, to).forEach(number -> cloned(first, cloneOf(number), number));
        writes.write();
    }

    private ContactId cloneOf(int number) {
        return new ContactId("01ARZ3NDEKTSV4RRFF%08d".formatted(number));
    }

    /// The second half has the e-mail addresses of the first.
    private void cloned(ContactId of, ContactId id, int number) {
        itemsOf(of).filter(item -> text(item, "SK").startsWith("C~")).forEach(item -> {
            var clone = new HashMap<>(item);
            clone.replaceAll((_, value) -> value.s() == null ? value
                    : AttributeValue.fromS(value.s().replace(of.value(), id.value())));
            var shard = Math.floorMod(id.value().hashCode(), 8);
            clone.put("DirPK", AttributeValue.fromS("DIR#w1#" + shard));
            var name = "c" + number % (CONTACTS / 2);
            clone.computeIfPresent("values",
                    (_, values) -> with(with(values, "email", name + "@example.com"), "accountId", name));
            writes.put(clone);
        });
    }

    private static AttributeValue with(AttributeValue values, String key, String text) {
        var all = new HashMap<>(values.m());
        all.computeIfPresent(key, (_, bySource) -> {
            var sources = new HashMap<>(bySource.m());
            sources.computeIfPresent("agent", (_, value) -> {
                var fields = new HashMap<>(value.m());
                fields.put("v", AttributeValue.fromS(text));
                return AttributeValue.fromM(fields);
            });
            return AttributeValue.fromM(sources);
        });
        return AttributeValue.fromM(all);
    }

    private Stream<Map<String, AttributeValue>> itemsOf(ContactId contact) {
        return originals
                .computeIfAbsent(contact,
                        id -> desk.table().items(item -> text(item, "PK").equals("CON#w1#" + id.value())))
                .stream();
    }

    private static String text(Map<String, AttributeValue> item, String field) {
        return Optional.ofNullable(item.get(field)).map(AttributeValue::s).orElse("");
    }

    @Test
    @DisplayName("give a history of 10 contacts and up to 10,000 messages in at most 3 round trips a page")
    void giveAHistoryInFewRoundTrips() {
        desk.matching("email");
        var contacts = IntStream.range(0, 10).mapToObj(_ -> desk.given.contact()).toList();
        contacts.forEach(contact -> desk.edit(contact, "\"email\": \"jo@example.com\""));
        var messages = desk.table().items(item -> text(item, "SK").startsWith("M#"));
        assertThat(messages).hasSize(10);
        messages.forEach(message -> IntStream.range(1, MESSAGES / 10).forEach(number -> cloned(message, number)));
        writes.write();
        var path = path(contacts.getFirst()) + "/history?limit=200";
        desk.get(path);

        var page = desk.get(path);
        assertThat(desk.bill(() -> desk.get(path)).roundTrips()).isLessThanOrEqualTo(3 + 1 + 1);
        assertThat(desk.bill(() -> desk.get(path(contacts.getFirst()))).roundTrips()).isLessThanOrEqualTo(1 + 1);
        var pages = 1;
        for (; page.at("/next").isPresent(); pages++) {
            var next = page.header("link").orElseThrow().replaceAll("^<|>.*$", "");
            assertThat(desk.bill(() -> desk.get(next)).roundTrips()).isLessThanOrEqualTo(3);
            page = desk.get(next);
        }
        assertThat(pages).isEqualTo(Math.ceilDiv(MESSAGES, 200));
    }

    private void cloned(Map<String, AttributeValue> message, int number) {
        var id = text(message, "id").substring(0, 18) + "%08d".formatted(number);
        var clone = new HashMap<>(message);
        clone.put("id", AttributeValue.fromS(id));
        clone.put("SK", AttributeValue.fromS("M#" + id));
        writes.put(clone);
    }
}
