package kartei.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.domain.Medium;
import kartei.domain.Page;
import kartei.domain.Visibility;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.ConversationStatus;
import kartei.domain.conversation.Standing;
import kartei.testkit.ItemSize;
import kartei.testkit.KarteiTable;
import kartei.testkit.ManyItems;
import kartei.testkit.Meter;
import kartei.testkit.TestTable;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// What a page of the queue costs, however long the queue is. How long is `-Dqueued`; the profile `large` has 100,000.
@DisplayName("S37: a page of a long queue")
class LongQueueTest {
    /// The conversations are nothing but what the queue shows.
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable();

    private static final int SHORT = 100;
    private static final int LONG = Integer.getInteger("queued", 3_000);
    private static final int PAGE = 10;
    private static final int SCORES = 4;

    private final TestTable table;
    private final Meter meter;
    private final AtomicLong bytes = new AtomicLong();
    private final Queue queue;

    LongQueueTest(TestTable table) {
        this.table = table;
        this.meter = new Meter(table.dynamo());
        var stack = table.stack();
        var client = stack.endpoints()
                .point(DynamoDbClient.builder(), stack.endpoints().dynamo())
                .httpClient(stack.http())
                .overrideConfiguration(
                        watched -> watched.addExecutionInterceptor(meter).addExecutionInterceptor(sizes()))
                .build();
        this.queue = new Queue(new Table(client, table.name(), _ -> {}));
    }

    private ExecutionInterceptor sizes() {
        return new ExecutionInterceptor() {
            @Override
            public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
                if (context.response() instanceof QueryResponse answer) {
                    bytes.addAndGet(answer.items().stream().mapToLong(ItemSize::bytes).sum());
                }
            }
        };
    }

    /// Conversations with one team, those of the same score in the order in which they are made.
    private void fill(WorkspaceId ws, int conversations) {
        try (var many = new ManyItems(table)) {
            for (int number = 0; number < conversations; number++) {
                many.put(new ConversationCodec().encode(ws, conversation(number)).fields());
            }
        }
    }

    private static Conversation conversation(int number) {
        var ulid = "01ARZ3NDEKTSV4RRFF%08d".formatted(number);
        var at = Given.START.plusSeconds(number);
        return new Conversation(new ConversationId(new ContactId(ulid), ulid), "c1", Medium.INSTAGRAM,
                Visibility.PRIVATE, ConversationStatus.NEW,
                new Standing(number % SCORES, "everyone", Optional.empty(), 1, 0), false, List.of(), List.of(),
                Optional.of(at), at, at, ulid, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                "i", 1, 1);
    }

    private Page<Conversation> page(WorkspaceId ws, Optional<String> start) {
        return queue.page(new Queue.Wanted(ws, List.of("everyone"), ConversationStatus.NEW, PAGE, start), _ -> true);
    }

    /// What a page took: steps, units, and the bytes of all items that came with it.
    private record Cost(int roundTrips, double readUnits, long bytes) {}

    private Cost cost(WorkspaceId ws, Optional<String> start) {
        bytes.set(0);
        var bill = meter.measure(() -> assertThat(page(ws, start).items()).hasSize(PAGE));
        return new Cost(bill.roundTrips(), bill.readUnits(), bytes.get());
    }

    @Test
    @DisplayName("costs what one of a short queue does: steps, units and bytes, at its head and in its middle")
    void costsWhatOneOfAShortQueueDoes() {
        var few = new WorkspaceId("few1");
        var many = new WorkspaceId("many");
        fill(few, SHORT);
        fill(many, LONG);

        var ofFew = cost(few, Optional.empty());
        var ofMany = cost(many, Optional.empty());
        System.out.println("a page of " + PAGE + " of " + SHORT + ": " + ofFew + ", of " + LONG + ": " + ofMany
                + ", in its middle: " + cost(many, middle(many)));

        assertThat(ofMany).isEqualTo(ofFew);
        assertThat(cost(many, middle(many))).isEqualTo(ofFew);
        assertThat(page(many, middle(many)).items()).extracting(Conversation::id)
                .first()
                .isEqualTo(conversation(SCORES * (LONG / SCORES / 2 + 1) + 1).id());
    }

    /// A place in the midst of those whose score is 1.
    private Optional<String> middle(WorkspaceId ws) {
        var before = conversation(SCORES * (LONG / SCORES / 2) + 1);
        return new ConversationCodec().encode(ws, before).findText(Index.QUEUE.sortField());
    }
}
