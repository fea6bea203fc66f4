package kartei.function.contactexport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import kartei.domain.Limits;

@DisplayName("Stretches as the parts of an upload")
class CuttingTest {
    private static final long MIB = 1024 * 1024;

    /// Stretches are objects given by their MiB, or bytes in memory (`m`); parts are shown by which MiB of which object are in
    /// them, `=` one that is copied.
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
                      |
            m1        | m1
            4         | 0:0-4
            5         | =0:0-5
            8         | =0:0-8
            m1 8      | m1+1:0-4 1:4-8
            m1 9      | m1+1:0-4 =1:4-9
            4 9       | 0:0-4+1:0-1 =1:1-9
            1 1 1 1 1 | 0:0-1+1:0-1+2:0-1+3:0-1+4:0-1
            8 m1      | =0:0-8 m1
            3 1026    | 0:0-3+1:0-2 =1:2-1026
            1030 1    | =0:0-1024 =0:1024-1030 1:0-1
            1027 2    | =0:0-1024 0:1024-1027+1:0-2
            m12       | m5 m5 m2
            """)
    void areCopiedWhereTheyAreLargeAndJoinedToNoMoreThanFiveMebibytes(@Nullable String given, @Nullable String parts) {
        var cut = Cutting.of(given == null ? List.of() : stretches(given));

        assertThat(cut.stream().map(CuttingTest::shown).collect(Collectors.joining(" ")))
                .isEqualTo(parts == null ? "" : parts);
        assertThat(cut.stream().limit(Math.max(0, cut.size() - 1)))
                .allMatch(part -> bytes(part) >= Limits.UPLOAD_PART_BYTES_MIN);
        assertThat(cut.stream().filter(part -> !Cutting.isCopied(part)))
                .allMatch(part -> bytes(part) <= Limits.UPLOAD_PART_BYTES_MIN);
    }

    private static long bytes(List<Stretch> part) {
        return part.stream().mapToLong(Stretch::bytes).sum();
    }

    private static List<Stretch> stretches(String given) {
        var stretches = new ArrayList<Stretch>();
        var words = Arrays.asList(given.split(" "));
        IntStream.range(0, words.size()).forEach(i -> {
            var word = words.get(i);
            stretches.add(word.startsWith("m") ? new Stretch.Given(new byte[(int) mib(word.substring(1))])
                    : new Stretch.Stored("" + i, 0, mib(word)));
        });
        return stretches;
    }

    private static long mib(String word) {
        return Long.parseLong(word) * MIB;
    }

    private static String shown(List<Stretch> part) {
        var text = part.stream().map(stretch -> switch (stretch) {
            case Stretch.Given given -> "m" + given.bytes() / MIB;
            case Stretch.Stored(var object, var from, var bytes) ->
                object + ":" + from / MIB + "-" + (from + bytes) / MIB;
        }).collect(Collectors.joining("+"));
        return (Cutting.isCopied(part) ? "=" : "") + text;
    }
}
