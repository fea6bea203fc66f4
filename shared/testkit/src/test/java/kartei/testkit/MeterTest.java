package kartei.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class MeterTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(_ -> {});

    private final TestTable table;
    private final Meter meter;
    private final DynamoDbClient dynamo;

    MeterTest(TestTable table) {
        this.table = table;
        this.meter = new Meter(table.dynamo());
        var endpoints = table.stack().endpoints();
        this.dynamo = endpoints.point(DynamoDbClient.builder(), endpoints.dynamo())
                .httpClient(table.stack().http())
                .overrideConfiguration(override -> override.addExecutionInterceptor(meter))
                .build();
    }

    @AfterEach
    void close() {
        dynamo.close();
    }

    @Test
    void countsCallsInSequenceAsRoundTrips() {
        var bill = meter.measure(() -> {
            get("a");
            get("b");
        });

        assertThat(bill.roundTrips()).isEqualTo(2);
        assertThat(bill.operations()).containsExactly("GetItem", "GetItem");
    }

    @Test
    void countsCallsSideBySideAsOneRoundTrip() {
        var bill = meter.measure(() -> {
            sideBySide(() -> get("a"), () -> get("b"), () -> get("c"));
            get("d");
        });

        assertThat(bill.roundTrips()).isEqualTo(2);
        assertThat(bill.calls()).hasSize(4);
    }

    @Test
    void countsTheLongestChainOfStrandsThatRunSideBySide() {
        var bill = meter.measure(() -> sideBySide(() -> {
            get("a");
            get("b");
            get("c");
        }, () -> {
            get("d");
            get("e");
        }));

        assertThat(bill.roundTrips()).isEqualTo(3);
    }

    @Test
    void countsACallOfTheActorBesideAForkedOneAsOneRoundTrip() {
        var bill = meter.measure(() -> {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var forked = threads.submit(() -> get("a"));
                busyFor(200);
                get("b");
                join(forked);
            }
        });

        assertThat(bill.roundTrips()).isEqualTo(1);
    }

    @Test
    void countsNothingOutsideOfAMeasuredAction() {
        get("a");

        assertThat(meter.measure(() -> {}).calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            bytes | read | write
            100   | 0.5  | 1
            1024  | 0.5  | 1
            1025  | 0.5  | 2
            4096  | 0.5  | 4
            4097  | 1    | 5
            """)
    void takesPlainReadsAndWritesFromTheAnswer(int bytes, double read, double write) {
        var item = sized("a", bytes);

        assertThat(meter.measure(() -> put(item)).writeUnits()).isEqualTo(write);
        assertThat(meter.measure(() -> get("a")).readUnits()).isEqualTo(read);
        assertThat(meter.measure(() -> query("a")).readUnits()).isEqualTo(read);
    }

    /// The rules for indexes are held against what the engine reports, which is right for single writes.
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            situation                        | before  | after    | bytes | units
            no index                         | -       | -        | 100   | 1
            enters an index                  | -       | r1       | 100   | 2
            enters an index, large           | -       | r1       | 2000  | 4
            moves within an index            | r1      | r2       | 2000  | 6
            leaves an index                  | r1      | -        | 2000  | 4
            stays and changes                | r1      | r1       | 2000  | 4
            """)
    void addsTheWritesOfIndexes(
            String situation,
            @Nullable String before,
            @Nullable String after,
            int bytes,
            double units) {
        put(indexed(sized("a", bytes), before, "1"));

        var single = meter.measure(() -> put(indexed(sized("a", bytes), after, "2")));
        put(indexed(sized("a", bytes), before, "1"));
        var transaction = meter.measure(() -> transact(puts(indexed(sized("a", bytes), after, "2"))));

        assertThat(single.writeUnits()).as(situation).isEqualTo(units);
        var tableUnits = bytes > 1024 ? 2 : 1;
        assertThat(transaction.writeUnits()).as("doubled on the table only").isEqualTo(units + tableUnits);
    }

    @Test
    void billsEveryActionOfATransactionTwiceByTheStoredItem() {
        put(sized("checked", 2500));
        put(sized("deleted", 2500));
        put(sized("grown", 900));

        var bill = meter.measure(() -> transact(puts(sized("new", 100)),
                TransactWriteItem.builder()
                        .conditionCheck(check -> check.tableName(table.name())
                                .key(key("checked"))
                                .conditionExpression("attribute_exists(PK)"))
                        .build(),
                TransactWriteItem.builder()
                        .delete(delete -> delete.tableName(table.name()).key(key("deleted")))
                        .build(),
                TransactWriteItem.builder()
                        .update(update -> update.tableName(table.name())
                                .key(key("grown"))
                                .updateExpression("SET more = :more")
                                .expressionAttributeValues(Map.of(":more", AttributeValue.fromS("x".repeat(500)))))
                        .build()));

        assertThat(bill.writeUnits()).isEqualTo(2 * (1 + 3 + 3 + 2));
        assertThat(bill.roundTrips()).isEqualTo(1);
    }

    @Test
    void billsAReadInATransactionTwiceAndAMissingItemToo() {
        put(sized("a", 5000));

        var items = Stream.of("a", "missing")
                .map(key -> TransactGetItem.builder().get(one -> one.tableName(table.name()).key(key(key))).build())
                .toList();
        var bill = meter.measure(() -> dynamo.transactGetItems(get -> get.transactItems(items)));

        assertThat(bill.readUnits()).isEqualTo(2 * (2 + 1));
    }

    @Test
    void billsARefusedWriteByTheItemThatRefusedIt() {
        put(sized("a", 2500));

        var single = meter.measure(() -> assertThatThrownBy(() -> dynamo.putItem(put -> put.tableName(table.name())
                .item(sized("a", 100))
                .conditionExpression("attribute_not_exists(PK)"))).isInstanceOf(ConditionalCheckFailedException.class));
        var transaction = meter.measure(() -> assertThatThrownBy(() -> transact(TransactWriteItem.builder()
                .put(put -> put.tableName(table.name())
                        .item(sized("a", 100))
                        .conditionExpression("attribute_not_exists(PK)"))
                .build())).isInstanceOf(TransactionCanceledException.class));

        assertThat(single.writeUnits()).isEqualTo(3);
        assertThat(transaction.writeUnits()).isEqualTo(6);
    }

    @Test
    void refusesAQueryOrScanWithoutALimitOnAnyClient() {
        assertThatThrownBy(() -> dynamo.scan(scan -> scan.tableName(table.name()))).isInstanceOf(AssertionError.class)
                .hasMessageContaining("has no Limit");
        assertThatThrownBy(() -> table.dynamo()
                .query(query -> query.tableName(table.name())
                        .keyConditionExpression("PK = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS("a")))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("has no Limit");
    }

    private void get(String key) {
        dynamo.getItem(get -> get.tableName(table.name()).key(key(key)));
    }

    private void query(String key) {
        dynamo.query(query -> query.tableName(table.name())
                .limit(10)
                .keyConditionExpression("PK = :pk")
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(key))));
    }

    private void put(Map<String, AttributeValue> item) {
        dynamo.putItem(put -> put.tableName(table.name()).item(item));
    }

    private void transact(TransactWriteItem... actions) {
        dynamo.transactWriteItems(write -> write.transactItems(actions));
    }

    private TransactWriteItem puts(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder().put(put -> put.tableName(table.name()).item(item)).build();
    }

    private static Map<String, AttributeValue> key(String key) {
        return Map.of("PK", AttributeValue.fromS(key), "SK", AttributeValue.fromS("s"));
    }

    /// An item of exactly so many bytes.
    private static Map<String, AttributeValue> sized(String key, int bytes) {
        var item = new HashMap<>(key(key));
        var rest = bytes - Math.toIntExact(ItemSize.bytes(item)) - "fill".length();
        item.put("fill", AttributeValue.fromS("x".repeat(rest)));
        return item;
    }

    /// The same with an entry in the index that holds everything, and a field that makes it different.
    private static Map<String, AttributeValue> indexed(
            Map<String, AttributeValue> item,
            @Nullable String place,
            String mark) {
        var changed = new HashMap<>(item);
        changed.computeIfPresent("fill", (_, fill) -> AttributeValue.fromS(mark + fill.s().substring(1)));
        if (place != null) {
            changed.put("WrkPK", AttributeValue.fromS(place));
            changed.put("WrkSK", AttributeValue.fromS("1"));
        }
        return changed;
    }

    private static void sideBySide(Runnable... strands) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List.of(strands).stream().map(threads::submit).toList().forEach(MeterTest::join);
        }
    }

    private static void join(Future<?> strand) {
        try {
            strand.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }

    private static void busyFor(int milliseconds) {
        var end = System.nanoTime() + milliseconds * 1_000_000L;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
