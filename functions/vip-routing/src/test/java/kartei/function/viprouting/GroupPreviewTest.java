package kartei.function.viprouting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.domain.Limits;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;
import kartei.domain.job.JobState;
import kartei.storage.Jobs;
import kartei.testkit.Fault;
import kartei.testkit.KarteiTable;
import kartei.testkit.ManyItems;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.SimulatedCrash;
import kartei.testkit.TestTable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@DisplayName("S33: the preview of a group in a large workspace")
class GroupPreviewTest {
    private static final String BODY = """
            {"all": [{"attribute": "accountId", "op": "equals", "value": "a1"}]}""";
    /// Contacts like Ann, who is a member; all in the shard that she is in.
    private static final int CLONES = Limits.PREVIEW_SHARD_ITEMS_MAX + 100;

    /// The contacts are clones: nothing of theirs is there but what the directory shows.
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable();

    private final Scene scene;

    GroupPreviewTest(TestTable table) {
        scene = new Scene(table);
        var ann = scene.inbox.message("ann");
        scene.inbox.message("bob");
        scene.value(ann.contact(), "accountId", "A1");
        var contact = table.items(
                item -> Scene.text(item, "SK").equals("C~") && Scene.text(item, "PK").endsWith(ann.contact().value()))
                .getFirst();
        try (var many = new ManyItems(table)) {
            IntStream.range(0, CLONES).forEach(number -> many.put(cloneOf(contact, number)));
        }
    }

    private static Map<String, AttributeValue> cloneOf(Map<String, AttributeValue> contact, int number) {
        var id = "01ARZ3NDEKTSV4RRFF%08d".formatted(number);
        var clone = new HashMap<>(contact);
        clone.put("PK", AttributeValue.fromS(Scene.text(contact, "PK").replaceFirst("[^#]*$", id)));
        clone.put("id", AttributeValue.fromS(id));
        clone.put("DirSK", AttributeValue.fromS(id));
        return clone;
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private Answer preview() {
        return scene.admin().header("idempotency-key", "k-1").call("POST", "/v1/contact-groups/preview", BODY);
    }

    private Job job(Answer answer) {
        var id = JobId.of(answer.at("/job/id").orElseThrow()).orElseThrow();
        return new Jobs(scene.watched()).find(Inbox.WS, id, scene.clock.instant()).orElseThrow();
    }

    @Test
    @DisplayName("is counted by a job, which another try under the same key names again, and which leaves nothing but the number")
    void isCountedByAJob() {
        var asked = preview();
        var again = preview();
        assertThat(List.of(asked.status(), again.status())).containsExactly(202, 202);
        assertThat(again.header("idempotent-replayed")).hasValue("true");
        assertThat(again.at("/job/id")).isEqualTo(asked.at("/job/id"));

        scene.jobs().run();

        var job = job(asked);
        assertThat(job.state()).isEqualTo(JobState.READY);
        assertThat(job.progress()).isEqualTo(new Job.Progress(CLONES + 2, CLONES + 2, CLONES + 1));
        assertThat(scene.table().items(item -> Scene.text(item, "PK").startsWith("JBX#"))).isEmpty();
    }

    @Test
    @DisplayName("counts nobody twice when an execution dies after any call")
    void countsNobodyTwice() {
        var died = true;
        for (int call = 1; died; call += 4) {
            var asked = scene.done("POST", "/v1/contact-groups/preview", BODY);
            scene.faults.onAny().call(call).inject(new Fault.CrashAfter());
            var end = catchThrowable(() -> scene.jobs().run());
            died = end instanceof SimulatedCrash;
            scene.faults.clear();

            scene.takeUp();

            assertThat(job(asked).progress().found()).as("after call " + call).isEqualTo(CLONES + 1);
        }
    }
}
