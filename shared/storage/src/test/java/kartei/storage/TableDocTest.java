package kartei.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import kartei.domain.contact.ContactId;

import org.junit.jupiter.api.Test;

/// The page about the table says what the code writes.
class TableDocTest {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Set<String> INDEX_FIELDS = Set.of("PK", "SK", "DirPK", "DirSK", "RecPK", "RecSK", "QuePK",
            "QueSK", "WrkPK", "WrkSK");

    private final Map<String, List<String>> items = new LinkedHashMap<>();
    private final Map<String, List<String>> indexes = new LinkedHashMap<>();

    TableDocTest() throws IOException {
        var into = items;
        for (var line : Files.readAllLines(Path.of("../../docs/table.md"))) {
            into = line.equals("## Indexes") ? indexes : into;
            if (line.startsWith("| ") && !line.matches("\\| (kind|index) .*")) {
                var cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
                into.put(cells.get(1), cells.subList(2, cells.size()));
            }
        }
    }

    @Test
    void hasEveryKindUnderItsKeys() {
        assertThat(items.keySet())
                .containsExactly(Arrays.stream(Keys.Kind.values()).map(Enum::name).toArray(String[]::new));
        items.forEach((kind, cells) -> {
            var pk = codes(cells.get(0)).getFirst();
            assertThat(codes(cells.get(1)))
                    .allSatisfy(sk -> assertThat(Keys.Kind.of(new Key(pk, sk))).contains(Keys.Kind.valueOf(kind)));
        });
    }

    @Test
    void namesTheFieldsThatItemsHave() {
        for (var item : new SampleTable().items()) {
            var kind = Keys.Kind.of(item.key()).orElseThrow().name();
            var fields = new TreeSet<>(item.fields().keySet());
            fields.removeAll(INDEX_FIELDS);
            fields.removeIf(field -> ContactId.of(field).isPresent()); // a field for each contact
            assertThat(codes(items.getOrDefault(kind, List.of()).get(2))).as(kind).containsAll(fields);
        }
    }

    @Test
    void hasEveryIndex() {
        assertThat(indexes.keySet())
                .containsExactly(Arrays.stream(Index.values()).map(Index::indexName).toArray(String[]::new));
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
    }
}
