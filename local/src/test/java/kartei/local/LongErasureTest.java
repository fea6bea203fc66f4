package kartei.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.testkit.KarteiTable;
import kartei.testkit.ManyItems;
import kartei.testkit.TestTable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// S47 of contacts with much history: `-Dhistory` says how many messages (docs/testing.md).
@DisplayName("S47: the erasure of a long history")
class LongErasureTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable();

    private static final int MESSAGES = Integer.getInteger("history", 3_000);
    private static final int FILES = MESSAGES / 100;
    /// DynamoDB and S3: what one call writes, deletes, lists.
    private static final double ITEMS = 25;
    private static final double OBJECTS = 1_000;
    private static final double MESSAGES_OF_A_PAGE = 4_000;

    private final TestTable table;
    private final ErasedPeople people;

    LongErasureTest(TestTable table) {
        this.table = table;
        this.people = new ErasedPeople(new House(table), table);
    }

    @AfterEach
    void close() {
        people.house.close();
    }

    /// Somebody with one conversation of so many messages, whose claims are kept for a while, and so many files.
    private String somebody(String sender, int messages, int files) {
        var contact = people.writes(sender);
        var first = one("MSG#w1#" + contact);
        var claim = one("CLM#w1#" + text(first, "claim"));
        var clones = new ManyItems(table);
        for (int number = 0; number < messages; number++) {
            var ulid = "01ARZ3NDEKTSV4RRFF%08d".formatted(number);
            var hash = sender + "-" + number;
            clones.put(with(first, Map.of("SK", "M#" + ulid, "id", ulid, "claim", hash)));
            clones.put(with(claim, Map.of("PK", "CLM#w1#" + hash, "id", hash, "message", ulid)));
        }
        clones.write();
        for (int number = 0; number < files; number++) {
            var object = "att/w1/" + contact + "/" + number;
            table.stack().s3().putObject(put -> put.bucket(table.bucket()).key(object), RequestBody.fromString("x"));
        }
        return contact;
    }

    private Map<String, AttributeValue> one(String pk) {
        return table.items(item -> text(item, "PK").startsWith(pk)).getFirst();
    }

    private static String text(Map<String, AttributeValue> item, String field) {
        return Optional.ofNullable(item.get(field)).map(AttributeValue::s).orElse("");
    }

    private static Map<String, AttributeValue> with(Map<String, AttributeValue> item, Map<String, String> texts) {
        var clone = new HashMap<>(item);
        texts.forEach((field, text) -> clone.put(field, AttributeValue.fromS(text)));
        return clone;
    }

    /// How many calls the job takes.
    private int calls(String contact) {
        var erasure = people.erased(contact);
        people.house.faults.clear();
        people.house.jobs.run();
        var calls = people.house.faults.sent().size();
        assertThat(people.entry(erasure).at("/state").asString()).isEqualTo("erased");
        assertThat(people.itemsWith(contact)).allMatch(ErasedPeople::mayStay);
        assertThat(people.objectsWith(contact)).isEmpty();
        return calls;
    }

    /// What a job needs however long the history is is left out: a tenth of it is counted beside all.
    @Test
    @DisplayName("takes at most 1.02 times the least calls: pages read, 25 items, 1,000 files")
    void takesFewCalls() {
        var few = calls(somebody("few", MESSAGES / 10, FILES / 10));
        var all = calls(somebody("all", MESSAGES, FILES));
        var messages = MESSAGES - MESSAGES / 10;
        var files = FILES - FILES / 10;
        var least = 2 * messages / ITEMS + messages / MESSAGES_OF_A_PAGE + 2 * files / OBJECTS;

        System.out.println(MESSAGES + " messages, " + FILES + " files: " + all + " calls; a tenth: " + few + "; least "
                + least + " more");
        // A call, a slice or a page that is not full is one more than a fraction of it.
        assertThat(all - few).isLessThanOrEqualTo((int) (1.02 * least) + 4);
    }
}
