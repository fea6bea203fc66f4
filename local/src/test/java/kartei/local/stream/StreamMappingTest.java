package kartei.local.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.local.Activity;
import kartei.local.Background;
import kartei.local.MemoryShelf;
import kartei.local.Parts;
import kartei.local.Settling;
import kartei.local.Shelf;
import kartei.local.Signal;
import kartei.local.stream.Hearer.Answer;
import kartei.testkit.KarteiTable;
import kartei.testkit.StillClock;
import kartei.testkit.Template;
import kartei.testkit.TestTable;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

import static org.assertj.core.api.Assertions.assertThat;

/// The table's stream reaches a function by the rules of Lambda's event source mapping.
class StreamMappingTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable();

    private final TestTable table;
    private final String arn;
    private final Parts parts = new Parts();
    private final MemoryShelf shelf = new MemoryShelf();
    private final Failures failures = new Failures(shelf);

    StreamMappingTest(TestTable table) {
        this.table = table;
        this.arn = table.stream();
    }

    @AfterEach
    void close() {
        parts.close();
    }

    @Test
    void bringsEveryChangeOnceInOrderInBatches() {
        var hearer = Hearer.content();
        put(IntStream.range(0, 35));

        settle(mapping(), hearer);

        assertThat(hearer.heard()).isEqualTo(keys(0, 35));
        assertThat(hearer.calls()).hasSize(4).allSatisfy(call -> assertThat(call).hasSizeLessThanOrEqualTo(10));
    }

    @Test
    void bringsOnlyWhatThePatternsLetThrough() {
        var hearer = Hearer.content();
        put(IntStream.range(0, 20));
        delete("k07");

        settle(mapping("{\"eventName\":[\"REMOVE\"]}",
                "{\"dynamodb\":{\"Keys\":{\"PK\":{\"S\":[{\"prefix\":\"k1\"}]}}}}"), hearer);

        assertThat(hearer.heard()).isEqualTo(concat(keys(10, 20), List.of("k07")));
    }

    @Test
    void gathersABatchUntilItIsFullOrItsWindowIsOver() {
        var hearer = Hearer.content();
        var clock = new StillClock(Instant.now());
        var settling = start(with(mapping(), Duration.ofMinutes(10)), hearer, shelf, clock);
        put(IntStream.range(0, 6));
        assertThat(settling.within(Duration.ofMillis(300)).busy())
                .containsExactly("test has not read the stream to its end");
        assertThat(hearer.calls()).isEmpty();

        put(IntStream.range(6, 12));
        assertThat(settling.within(Duration.ofMillis(500)).settled()).isFalse();
        clock.advance(Duration.ofMinutes(10));
        assertThat(settling.within(Duration.ofSeconds(20)).busy()).isEmpty();

        assertThat(hearer.calls()).containsExactly(keys(0, 10), keys(10, 12));
    }

    @Test
    void readsAChildShardWhenItsParentIsDone() {
        var hearer = new Hearer(
                (keys, times) -> keys.equals(List.of("k00")) && times < 2 ? Answer.THROWN : Answer.DONE);
        var signal = new Signal();
        var source = new StreamSource(new SplitStream(), "split", InstantSource.system(), signal);
        var started = parts.add(new StreamMapping(mapping(), source, hearer, failures, shelf));
        parts.add(source);

        started.start();

        var settling = new Settling(new Activity(signal), List.of(started), Background.NOTHING, signal);
        assertThat(settling.within(Duration.ofSeconds(20)).busy()).isEmpty();
        assertThat(hearer.heard()).containsExactly("k00", "k00", "k00", "k01");
    }

    @Test
    void writesFieldsOfEveryTypeAsLambdaDoes() {
        var hearer = Hearer.content();
        var list = AttributeValue.fromL(List.of(AttributeValue.fromBool(true), AttributeValue.fromNul(true)));
        var item = new LinkedHashMap<>(item("k00"));
        item.put("map", AttributeValue.fromM(Map.of("empty", AttributeValue.fromM(Map.of()), "list", list)));
        item.put("none", AttributeValue.fromL(List.of()));
        item.put("bytes", AttributeValue.fromB(SdkBytes.fromUtf8String("ab")));
        item.put("texts", AttributeValue.fromSs(List.of("a")));
        item.put("numbers", AttributeValue.fromNs(List.of("1.5")));
        table.dynamo().putItem(request -> request.tableName(table.name()).item(item));

        settle(mapping(), hearer);

        var image = hearer.events().getFirst().at("/Records/0/dynamodb/NewImage");
        assertThat(image.at("/map").toString()).isIn("""
                {"M":{"empty":{"M":{}},"list":{"L":[{"BOOL":true},{"NULL":true}]}}}""", """
                {"M":{"list":{"L":[{"BOOL":true},{"NULL":true}]},"empty":{"M":{}}}}""");
        assertThat(image.at("/none").toString()).isEqualTo("{\"L\":[]}");
        assertThat(image.at("/bytes").toString()).isEqualTo("{\"B\":\"YWI=\"}");
        assertThat(image.at("/texts").toString()).isEqualTo("{\"SS\":[\"a\"]}");
        assertThat(image.at("/numbers").toString()).isEqualTo("{\"NS\":[\"1.5\"]}");
    }

    @Test
    void goesOnFromTheRecordThatWasReported() {
        var hearer = new Hearer((keys, times) -> times < 2 ? Answer.failedAt(keys.indexOf("k05")) : Answer.DONE);
        put(IntStream.range(0, 10));

        settle(mapping(), hearer);

        assertThat(hearer.calls()).containsExactly(keys(0, 10), keys(5, 10), keys(5, 10));
        assertThat(failures.list()).isEmpty();
    }

    @Test
    void halvesAFailingBatchUntilTheBadRecordIsAlone() {
        var hearer = new Hearer((keys, _) -> keys.contains("k03") ? Answer.THROWN : Answer.DONE);
        put(IntStream.range(0, 8));

        settle(mapping(), hearer);

        assertThat(hearer.calls()).containsExactly(keys(0, 8), keys(0, 4), keys(0, 2), keys(2, 4), keys(2, 3),
                keys(3, 4), keys(3, 4), keys(3, 4), keys(4, 8));
        assertThat(failures.list()).singleElement().satisfies(failure -> {
            assertThat(failure.function()).isEqualTo("hearer");
            assertThat(failure.reason()).isEqualTo("RetryAttemptsExhausted");
        });
    }

    @Test
    void givesTheRestOfTheBatchUpWithARecordThatIsReportedForEver() {
        var hearer = new Hearer((keys, _) -> keys.contains("k03") ? Answer.failedAt(keys.indexOf("k03")) : Answer.DONE);
        put(IntStream.range(0, 6));

        settle(mapping(), hearer);
        put(IntStream.range(6, 7));
        settle(mapping(), hearer);

        assertThat(hearer.calls()).containsExactly(keys(0, 6), keys(3, 6), keys(3, 6), keys(3, 6), keys(6, 7));
        assertThat(failures.list()).hasSize(3);
    }

    @Test
    void takesAnIdentifierThatIsNoRecordForAFailureOfTheWholeBatch() {
        var hearer = new Hearer((keys, times) -> times == 0 ? Answer.failedAt(keys.size()) : Answer.DONE);
        put(IntStream.range(0, 4));

        settle(mapping(), hearer);

        assertThat(hearer.calls()).containsExactly(keys(0, 4), keys(0, 2), keys(2, 4));
    }

    @Test
    void keepsNoContentOfARecordThatItGaveUp() {
        put(IntStream.range(0, 1));

        settle(mapping(), new Hearer((_, _) -> Answer.THROWN));

        assertThat(shelf.read("failures.json").orElseThrow()).contains("INSERT").doesNotContain("k00", "marker");
        assertThat(new Failures(shelf).list()).isEqualTo(failures.list()).hasSize(1);
    }

    @Test
    void givesUpWhatIsOlderThanItsMappingAllows() {
        var hearer = Hearer.content();
        put(IntStream.range(0, 3));

        settle(mapping(), hearer, shelf, () -> Instant.now().plus(Duration.ofHours(2)));

        assertThat(hearer.calls()).isEmpty();
        assertThat(failures.list()).hasSize(3)
                .allSatisfy(failure -> assertThat(failure.reason()).isEqualTo("MaximumRecordAgeExceeded"));
    }

    @Test
    void goesOnAfterARestartWhereItStopped() {
        put(IntStream.range(0, 5));
        settle(mapping(), Hearer.content());
        put(IntStream.range(5, 8));
        var after = Hearer.content();

        settle(mapping(), after);

        assertThat(after.heard()).isEqualTo(keys(5, 8));
    }

    @Test
    void bringsAgainWhatWasDoneWhenACrashCameBeforeThePositionWasKept() {
        put(IntStream.range(0, 5));
        settle(mapping(), Hearer.content());
        var beforeTheCrash = copy(shelf);
        put(IntStream.range(5, 8));
        settle(mapping(), Hearer.content());
        var after = Hearer.content();

        settle(mapping(), after, beforeTheCrash, InstantSource.system());

        assertThat(after.heard()).isEqualTo(keys(5, 8));
    }

    @Test
    void startsAgainAtTheBeginningWhenThePositionIsAheadOfTheStream() {
        put(IntStream.range(0, 3));
        settle(mapping(), Hearer.content());
        var position = shelf.read("position-test.json").orElseThrow();
        shelf.write("position-test.json",
                position.replaceAll("\"sequence\":\"\\d+\"", "\"sequence\":\"000000000000000000900\""));
        var after = Hearer.content();

        settle(mapping(), after);

        assertThat(after.heard()).isEqualTo(keys(0, 3));
    }

    @Test
    void startsAgainAtTheBeginningWhenThePositionIsOfAnotherHistory() {
        put(IntStream.range(0, 3));
        settle(mapping(), Hearer.content());
        var position = shelf.read("position-test.json").orElseThrow();
        shelf.write("position-test.json", position.replaceAll("\"id\":\"[^\"]*\"", "\"id\":\"of another record\""));
        var after = Hearer.content();

        settle(mapping(), after);

        assertThat(after.heard()).isEqualTo(keys(0, 3));
    }

    private static Template.StreamMapping mapping(String... patterns) {
        return new Template.StreamMapping("test", List.of(patterns), 10, Duration.ZERO, true, 2, Duration.ofHours(1),
                true, Optional.of("failed"));
    }

    private static Template.StreamMapping with(Template.StreamMapping mapping, Duration window) {
        return new Template.StreamMapping(mapping.name(), mapping.patterns(), mapping.batchSize(), window,
                mapping.bisect(), mapping.retriesMax(), mapping.recordAgeMax(), mapping.reportsFailures(),
                mapping.onFailureQueue());
    }

    private void settle(Template.StreamMapping mapping, Hearer hearer) {
        settle(mapping, hearer, shelf, InstantSource.system());
    }

    /// Runs a mapping until the stream is read to its end, and ends it.
    private void settle(Template.StreamMapping mapping, Hearer hearer, Shelf positions, InstantSource machine) {
        var outcome = start(mapping, hearer, positions, machine).within(Duration.ofSeconds(30));
        parts.close();
        assertThat(outcome.busy()).isEmpty();
    }

    private Settling start(Template.StreamMapping mapping, Hearer hearer, Shelf positions, InstantSource machine) {
        var signal = new Signal();
        var endpoints = table.stack().endpoints();
        var client = endpoints.point(DynamoDbStreamsClient.builder(), endpoints.dynamo())
                .httpClient(table.stack().http())
                .build();
        var source = new StreamSource(client, arn, machine, signal);
        var started = parts.add(new StreamMapping(mapping, source, hearer, failures, positions));
        parts.add(source);
        started.start();
        return new Settling(new Activity(signal), List.of(started), Background.NOTHING, signal);
    }

    private void put(IntStream numbers) {
        numbers.forEach(
                number -> table.dynamo().putItem(request -> request.tableName(table.name()).item(item(key(number)))));
    }

    private void delete(String key) {
        table.dynamo()
                .deleteItem(request -> request.tableName(table.name())
                        .key(Map.of("PK", AttributeValue.fromS(key), "SK", AttributeValue.fromS("s"))));
    }

    private static Map<String, AttributeValue> item(String key) {
        return Map.of("PK", AttributeValue.fromS(key), "SK", AttributeValue.fromS("s"), "text",
                AttributeValue.fromS("marker"));
    }

    private static String key(int number) {
        return "k%02d".formatted(number);
    }

    private static List<String> keys(int from, int to) {
        return IntStream.range(from, to).mapToObj(StreamMappingTest::key).toList();
    }

    private static List<String> concat(List<String> first, List<String> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static MemoryShelf copy(MemoryShelf shelf) {
        var copy = new MemoryShelf();
        for (var name : List.of("position-test.json", "failures.json")) {
            shelf.read(name).ifPresent(text -> copy.write(name, text));
        }
        return copy;
    }
}
