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

import kartei.api.Ground;
import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.storage.ConditionFailed;
import kartei.storage.Jobs;
import kartei.storage.Members;
import kartei.testkit.KarteiTable;
import kartei.testkit.ManyItems;
import kartei.testkit.TestTable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@DisplayName("S27, S28, S29, S30, S31: the preview of a large workspace")
class LargePreviewTest {
    private static final WorkspaceId WS = new WorkspaceId("w1");
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
        try (var many = new ManyItems(table)) {
            IntStream.rangeClosed(0, Limits.PREVIEW_SHARD_ITEMS_MAX)
                    .forEach(number -> many.put(cloneOf(contact, number)));
        }
    }

    private static Map<String, AttributeValue> cloneOf(Map<String, AttributeValue> contact, int number) {
        var id = "01ARZ3NDEKTSV4RRFF%08d".formatted(number);
        var clone = new HashMap<>(contact);
        clone.put("PK", AttributeValue.fromS("CON#w1#" + id));
        clone.put("id", AttributeValue.fromS(id));
        clone.put("DirSK", AttributeValue.fromS(id));
        return clone;
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

    /// The job itself is done by another function.
    @Test
    @DisplayName("S33: of a group is shown on its job")
    void ofAGroupIsShownOnItsJob() throws ConditionFailed {
        var table = Ground.tableOf(desk.unwatched());
        var jobs = new Jobs(table);
        var now = desk.clock.instant();
        var started = Members.job("01ARZ3NDEKTSV4RRFF00000000", now);
        table.write(List.of(Jobs.start(WS, started)));
        var held = jobs.lease(WS, started.id(), "E", Optional.empty(), now).orElseThrow();
        jobs.cut(WS, held, held.cut(List.of("0"), 12));
        var cut = jobs.find(WS, started.id(), now).orElseThrow();
        jobs.advance(WS, cut, 0, new Jobs.Advance(Optional.empty(), 11, 7, List.of()), now);

        var counting = desk.get("/v1/jobs/" + started.id().value());
        jobs.end(WS, jobs.find(WS, started.id(), now).orElseThrow(), List.of(), now);
        var counted = desk.get("/v1/jobs/" + started.id().value());

        assertThat(counting.at("/result")).isEmpty();
        assertThat(counted.at("/progress/ofAbout")).hasValue("12");
        assertThat(counted.at("/result/contacts")).hasValue("7");
    }
}
