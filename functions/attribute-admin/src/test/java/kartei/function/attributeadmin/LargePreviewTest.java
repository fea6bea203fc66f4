package kartei.function.attributeadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.domain.Limits;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

@DisplayName("S27, S28, S29, S30, S31: the preview of a large workspace")
class LargePreviewTest {
    private static final String PREVIEW = "/v1/settings/matching/preview";

    /// The contacts are clones: nothing of theirs is there but what the directory shows.
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable();

    private final AdminDesk desk;

    LargePreviewTest(TestTable table) {
        desk = new AdminDesk(table);
        new GivenContacts(desk.unwatched()).with(Map.of("email", "jo@example.com"));
        var contact = table.items()
                .stream()
                .filter(item -> Optional.ofNullable(item.get("SK"))
                        .map(AttributeValue::s)
                        .filter("C~"::equals)
                        .isPresent())
                .findFirst()
                .orElseThrow();
        for (int from = 0; from <= Limits.PREVIEW_SHARD_ITEMS_MAX; from += Limits.BATCH_WRITE_ITEMS_MAX) {
            var clones = IntStream.range(from, from + Limits.BATCH_WRITE_ITEMS_MAX)
                    .mapToObj(number -> cloneOf(contact, number))
                    .toList();
            table.dynamo().batchWriteItem(batch -> batch.requestItems(Map.of(table.name(), clones)));
        }
    }

    private static WriteRequest cloneOf(Map<String, AttributeValue> contact, int number) {
        var id = "01ARZ3NDEKTSV4RRFF%08d".formatted(number);
        var clone = new HashMap<>(contact);
        clone.put("PK", AttributeValue.fromS("CON#w1#" + id));
        clone.put("id", AttributeValue.fromS(id));
        clone.put("DirSK", AttributeValue.fromS(id));
        return WriteRequest.builder().putRequest(put -> put.item(clone)).build();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    @DisplayName("is made by a job, which another try under the same key names again")
    void isMadeByAJob() {
        var caller = desk.admin().header("idempotency-key", "k-1");

        var asked = caller.call("POST", PREVIEW, "{\"attribute\": \"email\"}");
        var again = caller.call("POST", PREVIEW, "{\"attribute\": \"email\"}");

        assertThat(List.of(asked.status(), again.status())).containsExactly(202, 202);
        assertThat(again.header("idempotent-replayed")).hasValue("true");
        assertThat(again.at("/job/id")).isEqualTo(asked.at("/job/id"));
        var job = desk.get("/v1/jobs/" + asked.at("/job/id").orElseThrow());
        assertThat(job.at("/kind")).hasValue("matching-preview");
        assertThat(job.at("/state")).hasValue("queued");
        assertThat(job.at("/result")).isEmpty();
    }
}
