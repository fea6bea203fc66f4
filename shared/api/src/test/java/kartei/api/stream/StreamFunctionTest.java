package kartei.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;

import kartei.testkit.StillClock;
import kartei.testkit.TestContext;

/// A batch of the stream: it stops at the first failure and names it.
class StreamFunctionTest {
    private final List<String> done = new ArrayList<>();

    @Test
    void doesAllInOrder() {
        var response = answer(record("1", "a"), record("2", "b"), record("3", "c"));

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(done).containsExactly("a", "b", "c");
    }

    @Test
    void stopsAtTheFirstFailureAndNamesIt() {
        var response = answer(record("1", "a"), record("2", "fails"), record("3", "c"), record("4", "fails"));

        assertThat(response.getBatchItemFailures()).extracting(StreamsEventResponse.BatchItemFailure::getItemIdentifier)
                .containsExactly("2");
        assertThat(done).containsExactly("a");
    }

    @Test
    void aRecordThatCannotBeReadIsAFailureToo() {
        var broken = new DynamodbEvent.DynamodbStreamRecord();
        broken.setDynamodb(new StreamRecord().withSequenceNumber("2").withKeys(Map.of()));

        var response = answer(record("1", "a"), broken, record("3", "c"));

        assertThat(response.getBatchItemFailures()).extracting(StreamsEventResponse.BatchItemFailure::getItemIdentifier)
                .containsExactly("2");
        assertThat(done).containsExactly("a");
    }

    @Test
    void readsWhatBothImagesSay() {
        var change = RowChange.of(new StreamRecord()
                .withKeys(Map.of("PK", new AttributeValue("CON"), "SK", new AttributeValue("C")))
                .withOldImage(
                        Map.of("rev", new AttributeValue().withN("7"), "vip", new AttributeValue().withBOOL(true)))
                .withNewImage(Map.of("rev", new AttributeValue().withN("8"), "values",
                        new AttributeValue().withM(Map.of("email", new AttributeValue("x"))))));

        assertThat(change.numberBefore("rev")).contains(7L);
        assertThat(change.numberAfter("rev")).contains(8L);
        assertThat(change.flagAfter("vip")).isEmpty();
        assertThat(change.differs("vip")).isTrue();
        assertThat(change.differs("other")).isFalse();
        assertThat(change.hasMembers("values")).isTrue();
        assertThat(change.isRemoval()).isFalse();
    }

    @Test
    void aChangeDoesNotPrintItsFields() {
        var change = RowChange
                .of(record("1", "a").getDynamodb().withNewImage(Map.of("email", new AttributeValue("jo@example.com"))));

        assertThat(change.toString()).contains("a").doesNotContain("jo@");
    }

    private static DynamodbEvent.DynamodbStreamRecord record(String sequence, String sk) {
        var record = new DynamodbEvent.DynamodbStreamRecord();
        record.setDynamodb(new StreamRecord().withSequenceNumber(sequence)
                .withKeys(Map.of("PK", new AttributeValue("P"), "SK", new AttributeValue(sk))));
        return record;
    }

    private StreamsEventResponse answer(DynamodbEvent.DynamodbStreamRecord... records) {
        var event = new DynamodbEvent();
        event.setRecords(List.of(records));
        return new Recorder(done).handleRequest(event, new TestContext("invocation-1"));
    }

    /// Remembers what it was given; some of it fails.
    private static final class Recorder extends StreamFunction {
        Recorder(List<String> done) {
            super(StillClock.at("2026-11-22T09:00:00Z"), change -> {
                if (change.sk().equals("fails")) {
                    throw new IllegalStateException("as the test wants it");
                }
                done.add(change.sk());
            });
        }
    }
}
