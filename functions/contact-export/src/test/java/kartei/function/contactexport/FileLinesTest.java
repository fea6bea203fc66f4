package kartei.function.contactexport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import kartei.domain.Limits;

class FileLinesTest {
    private static List<String> shown(FileLines lines) {
        return lines.lines()
                .stream()
                .map(line -> line.number() + line.text().map(text -> new String(text, UTF_8)).orElse("!"))
                .toList();
    }

    @ParameterizedTest(name = "{0}, the last piece {1}")
    @CsvSource(quoteCharacter = '"', textBlock = """
            "a_b_",   true,  "1a 2b",  4/3/false
            "a_b_",   false, "1a 2b",  4/3/false
            "a_b",    true,  "1a 2b",  3/3/false
            "a_b",    false, "1a",     2/2/false
            "_ _a_",  true,  "3a",     5/4/false
            "",       true,  "",       0/1/false
            """)
    void areThoseThatEndInThePiece(String piece, boolean last, String expected, String after) {
        var lines = FileLines.of(piece.replace('_', '\n').getBytes(UTF_8), ImportPlace.START, last);

        assertThat(String.join(" ", shown(lines))).isEqualTo(expected);
        assertThat(lines.after().cursor()).isEqualTo(after);
    }

    /// However the file is cut, it has the same lines.
    @Test
    void areTheSameHoweverTheFileIsCut() {
        var tooLong = "x".repeat(Limits.IMPORT_LINE_BYTES_MAX + 1);
        var file = ("a\n" + tooLong + "\n\nb\n" + tooLong + "\nc").getBytes(UTF_8);
        for (int size : List.of(file.length, Limits.IMPORT_LINE_BYTES_MAX + 2, Limits.IMPORT_LINE_BYTES_MAX + 7,
                1_500_000)) {
            var seen = new ArrayList<String>();
            var place = ImportPlace.START;
            while (place.position() < file.length) {
                int from = Math.toIntExact(place.position());
                int to = Math.min(file.length, from + size);
                var lines = FileLines.of(java.util.Arrays.copyOfRange(file, from, to), ImportPlace.of(place.cursor()),
                        to == file.length);
                assertThat(lines.after().position()).isGreaterThan(place.position());
                seen.addAll(shown(lines));
                place = lines.after();
            }
            assertThat(seen).as("in pieces of " + size).containsExactly("1a", "2!", "4b", "5!", "6c");
        }
    }
}
