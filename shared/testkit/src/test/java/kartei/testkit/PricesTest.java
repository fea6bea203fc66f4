package kartei.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class PricesTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable();

    private final Watched on;

    PricesTest(TestTable table) {
        this.on = Watched.on(table);
    }

    @AfterEach
    void close() {
        on.dynamo().close();
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
        var item = Watched.sized("a", bytes);

        assertThat(on.meter().measure(() -> on.put(item)).writeUnits()).isEqualTo(write);
        assertThat(on.meter().measure(() -> on.get("a")).readUnits()).isEqualTo(read);
        assertThat(on.meter().measure(() -> on.query("a")).readUnits()).isEqualTo(read);
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
        on.put(indexed(Watched.sized("a", bytes), before, "1"));

        var single = on.meter().measure(() -> on.put(indexed(Watched.sized("a", bytes), after, "2")));
        on.put(indexed(Watched.sized("a", bytes), before, "1"));
        var transaction = on.meter()
                .measure(() -> on.transact(on.puts(indexed(Watched.sized("a", bytes), after, "2"))));

        assertThat(single.writeUnits()).as(situation).isEqualTo(units);
        var tableUnits = bytes > 1024 ? 2 : 1;
        assertThat(transaction.writeUnits()).as("doubled on the table only").isEqualTo(units + tableUnits);
    }

    @Test
    void addsNothingForAnIndexWhoseEntryStaysTheSame() {
        var entry = Map.of("RecPK", AttributeValue.fromS("r"), "RecSK", AttributeValue.fromS("1"));
        var before = new HashMap<>(Watched.sized("a", 2000));
        before.putAll(entry);
        var after = new HashMap<>(indexed(Watched.sized("a", 2000), null, "2"));
        after.putAll(entry);
        on.put(before);

        var single = on.meter().measure(() -> on.put(after));
        on.put(before);
        var transaction = on.meter().measure(() -> on.transact(on.puts(after)));

        assertThat(single.writeUnits()).as("the index holds keys only").isEqualTo(2);
        assertThat(transaction.writeUnits()).isEqualTo(4);
    }

    @Test
    void billsEveryActionOfATransactionTwiceByTheStoredItem() {
        on.put(Watched.sized("checked", 2500));
        on.put(Watched.sized("deleted", 2500));
        on.put(Watched.sized("grown", 900));

        var bill = on.meter()
                .measure(() -> on.transact(on.puts(Watched.sized("new", 100)),
                        TransactWriteItem.builder()
                                .conditionCheck(check -> check.tableName(on.table())
                                        .key(Watched.key("checked"))
                                        .conditionExpression("attribute_exists(PK)"))
                                .build(),
                        TransactWriteItem.builder()
                                .delete(delete -> delete.tableName(on.table()).key(Watched.key("deleted")))
                                .build(),
                        TransactWriteItem.builder()
                                .update(update -> update.tableName(on.table())
                                        .key(Watched.key("grown"))
                                        .updateExpression("SET more = :more")
                                        .expressionAttributeValues(
                                                Map.of(":more", AttributeValue.fromS("x".repeat(500)))))
                                .build()));

        assertThat(bill.writeUnits()).isEqualTo(2 * (1 + 3 + 3 + 2));
        assertThat(bill.roundTrips()).isEqualTo(1);
    }

    @Test
    void billsAReadInATransactionTwiceAndAMissingItemToo() {
        on.put(Watched.sized("a", 5000));

        var items = Stream.of("a", "missing")
                .map(key -> TransactGetItem.builder()
                        .get(one -> one.tableName(on.table()).key(Watched.key(key)))
                        .build())
                .toList();
        var bill = on.meter().measure(() -> on.dynamo().transactGetItems(get -> get.transactItems(items)));

        assertThat(bill.readUnits()).isEqualTo(2 * (2 + 1));
    }

    @Test
    void billsARefusedWriteByTheItemThatRefusedIt() {
        on.put(Watched.sized("a", 2500));

        var single = on.meter()
                .measure(() -> assertThatThrownBy(() -> on.dynamo()
                        .putItem(put -> put.tableName(on.table())
                                .item(Watched.sized("a", 100))
                                .conditionExpression("attribute_not_exists(PK)")))
                        .isInstanceOf(ConditionalCheckFailedException.class));
        var transaction = on.meter()
                .measure(() -> assertThatThrownBy(() -> on.transact(TransactWriteItem.builder()
                        .put(put -> put.tableName(on.table())
                                .item(Watched.sized("a", 100))
                                .conditionExpression("attribute_not_exists(PK)"))
                        .build())).isInstanceOf(TransactionCanceledException.class));

        assertThat(single.writeUnits()).isEqualTo(3);
        assertThat(transaction.writeUnits()).isEqualTo(6);
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
}
