package kartei.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The page about erasures says what the code says, of every kind.
@DisplayName("S47: the list of what an erasure takes")
class FateTest {
    private static String row(String kind, Fate fate) {
        return "| " + kind + " | " + fate.what().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " | " + fate.why()
                + " |";
    }

    @Test
    @DisplayName("is in the docs, every kind of item and of object")
    void isInTheDocs() throws IOException {
        var items = Arrays.stream(Keys.Kind.values()).map(kind -> row(kind.name(), Fate.of(kind)));
        var objects = Arrays.stream(Fate.ObjectKind.values())
                .map(kind -> row("object `" + kind.prefix() + "…`", kind.fate()));
        var rows = Stream.concat(items, objects).toList();

        assertThat(Files.readString(Path.of("../../docs/erasure.md"))).contains(String.join("\n", rows));
    }

    @Test
    @DisplayName("knows objects by their names, and no others")
    void knowsObjects() {
        assertThat(Fate.ObjectKind.of("att/w1/c/o")).contains(Fate.ObjectKind.ATTACHMENT);
        assertThat(Fate.ObjectKind.of("other/w1")).isEmpty();
    }
}
