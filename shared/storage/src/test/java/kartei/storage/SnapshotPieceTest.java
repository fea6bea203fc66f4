package kartei.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import kartei.domain.Limits;
import kartei.domain.attribute.AttributeKey;
import kartei.domain.attribute.AttributeKind;
import kartei.domain.attribute.AttributeType;
import kartei.domain.contact.Source;
import kartei.domain.conversation.Snapshot;

class SnapshotPieceTest {
    @Test
    void areOneWhereThereIsLittleOrNothing() {
        assertThat(pieces(List.of())).hasSize(1);
        assertThat(pieces(List.of(SampleTable.EMAIL))).hasSize(1);
    }

    /// As many values as a contact can have at most, under labels of four bytes a character: below what DynamoDB takes of an item,
    /// and of a transaction.
    @Test
    void areBelowTheLimitsWithAllThatAContactCanHave() {
        var label = "\ud83d\ude00".repeat(Limits.ATTRIBUTE_LABEL_CHARS_MAX);
        var values = IntStream.range(0, 2_600)
                .mapToObj(i -> new Snapshot.Value(new AttributeKey("%064d".formatted(i)), label, AttributeKind.CUSTOM,
                        AttributeType.DROPDOWN, label, Optional.of("01ARZ3NDEKTSV4RRFFQ69G5FAV"), Source.PLATFORM))
                .toList();

        var pieces = pieces(values);

        var sizes = pieces.stream()
                .map(piece -> new SnapshotCodec().encode(SampleTable.WS, piece))
                .map(SnapshotPieceTest::bytes)
                .toList();
        assertThat(sizes).hasSizeLessThan(Limits.SNAPSHOT_PIECES_MAX)
                .allSatisfy(size -> assertThat(size).isLessThan(310 * 1024));
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isLessThan(3 * 1024 * 1024);
        assertThat(SnapshotPiece.whole(pieces)).isEqualTo(new Snapshot(SampleTable.AT, Optional.of(true), values));
    }

    private static List<SnapshotPiece> pieces(List<Snapshot.Value> values) {
        return SnapshotPiece.of(SampleTable.CONVERSATION, new Snapshot(SampleTable.AT, Optional.of(true), values));
    }

    /// What its texts take up.
    private static int bytes(Item item) {
        return item.list("values")
                .stream()
                .flatMap(value -> value.m().entrySet().stream())
                .mapToInt(member -> member.getKey().length() + 1
                        + member.getValue().s().getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }
}
