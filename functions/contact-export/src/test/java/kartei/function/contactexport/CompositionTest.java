package kartei.function.contactexport;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import kartei.storage.ExportPart;

@DisplayName("S45: the parts of a file")
class CompositionTest {
    /// Parts are given by their MiB, pieces are shown by what they hold: `H` the head, a number a part, `=` one that is copied.
    @ParameterizedTest(name = "of {1} MiB behind a head of {0} bytes: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            0  |             | -
            9  |             | H
            0  | 1           | 0
            9  | 1           | H0
            0  | 8           | =0
            9  | 8           | H0
            9  | 8 8 8       | H0 =1 =2
            0  | 8 8 8       | =0 =1 =2
            9  | 1 1 1 1 1   | H01234
            0  | 4 4 8 1     | 01 =2 3
            9  | 4 8 1 8 2 8 | H01 23 45
            0  | 8 1         | =0 1
            0  | 1 8         | 01
            0  | 5 5         | =0 =1
            """)
    void areCopiedWhereTheyAreLargeAndJoinedWhereTheyAreSmall(int head, @Nullable String sizes, String pieces) {
        var parts = sizes == null ? List.<ExportPart>of() : parts(sizes);

        var shown = Composition.of(head, parts)
                .pieces()
                .stream()
                .map(CompositionTest::shown)
                .collect(Collectors.joining(" "));

        assertThat(shown).isEqualTo(pieces);
    }

    private static List<ExportPart> parts(String sizes) {
        var bytes = Arrays.stream(sizes.split(" ")).mapToLong(size -> Long.parseLong(size) * 1024 * 1024).toArray();
        return IntStream.range(0, bytes.length)
                .mapToObj(i -> new ExportPart(0, i, "" + i, "ids", 1, bytes[i], "a", "b"))
                .toList();
    }

    private static String shown(Composition.Piece piece) {
        return switch (piece) {
            case Composition.Piece.Copied(var object) -> "=" + object;
            case Composition.Piece.Joined(var head, var objects) -> {
                var text = (head ? "H" : "") + String.join("", objects);
                yield text.isEmpty() ? "-" : text;
            }
        };
    }
}
