package kartei.function.contactexport;

import static kartei.function.contactexport.ExportDesk.path;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.domain.Limits;
import kartei.domain.attribute.Format;
import kartei.domain.contact.ContactId;
import kartei.testkit.Fault;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

@DisplayName("S45, S47: rows that are written anew without a contact")
class RowsLeftOutTest {
    @RegisterExtension
    static final KarteiTable TABLE = Erasing.tables();

    private final ExportDesk desk;
    private final Erasing erasing;

    RowsLeftOutTest(TestTable table) {
        desk = new ExportDesk(table);
        erasing = new Erasing(desk);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /// Two of a shard before the one, two behind it, all with texts that are hard to cut.
    private ContactId people() {
        var hard = Map.of("firstName", "Zoë \"Z\", 🦊\r\nthe 2nd", "lastName", "=1+1", "email", "zoe@example.com");
        var easy = Map.of("firstName", "Jo");
        Stream.of(hard, easy).forEach(values -> desk.given.contactOfShard(2, values));
        var gone = desk.given.contactOfShard(2, hard);
        Stream.of(easy, hard).forEach(values -> desk.given.contactOfShard(2, values));
        desk.given.contactOfShard(4, hard);
        return gone;
    }

    /// What a report holds that was being made when the contact was erased is what one holds that is made afterwards.
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"\"csv\"", "\"jsonl\"", "\"xlsx\"", "\"csv\", \"compress\": \"gzip\"",
            "\"csv\", \"layout\": \"long\"", "\"jsonl\", \"layout\": \"long\", \"compress\": \"gzip\"",
            "\"xlsx\", \"layout\": \"long\"", "\"csv\", \"columns\": [\"firstName\"]"})
    void areThoseOfEverybodyElse(String format) throws IOException {
        var gone = people();
        var meanwhile = desk.started(", \"format\": " + format);
        erasing.slicedAndLost(meanwhile);
        var before = erasing.objectsWith("").size();
        erasing.erase(gone);
        desk.jobs.run();
        var afterwards = desk.started(", \"format\": " + format);
        desk.jobs.run();

        assertThat(before).as("parts").isEqualTo(2);
        assertThat(content(format, meanwhile)).isEqualTo(content(format, afterwards)).isNotEmpty();
        assertThat(desk.get(path(meanwhile)).at("/rows")).isEqualTo(desk.get(path(afterwards)).at("/rows"));
    }

    private List<String> content(String format, String id) throws IOException {
        var file = desk.file(id);
        if (format.contains("xlsx")) {
            return cells(file);
        }
        var bytes = format.contains("gzip") ? new GZIPInputStream(new ByteArrayInputStream(file)).readAllBytes() : file;
        return List.of(new String(bytes, StandardCharsets.UTF_8));
    }

    private static List<String> cells(byte[] file) throws IOException {
        var cells = new ArrayList<String>();
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            book.sheetIterator()
                    .forEachRemaining(sheet -> sheet.rowIterator()
                            .forEachRemaining(row -> row.cellIterator()
                                    .forEachRemaining(cell -> cells.add(cell.getAddress() + " " + cell))));
        }
        return cells;
    }

    /// While S3 puts a file together, somebody of its largest part is erased: the upload is given up, the file is made anew.
    @Test
    void areTakenOutOfAFileThatS3PutsTogether() {
        var people = large();
        var id = desk.started(", \"format\": \"jsonl\"");
        erasing.slicedAndLost(id);
        var gone = people.get(3);
        erasing.puttingTheFile().call(1).inject(new Fault.Rival(() -> erasing.erase(gone)));

        desk.jobs.run();

        assertThat(desk.faults.fired()).isEqualTo(1);
        var file = new String(desk.file(id), StandardCharsets.UTF_8);
        assertThat(file.lines().count()).isEqualTo(people.size() - 1);
        assertThat(people.stream().filter(one -> !file.contains(one.value()))).containsExactly(gone);
        assertThat(desk.files()).hasSize(2);
        assertThat(desk.uploads()).isZero();
        assertThat(erasing.holds(gone)).isFalse();
    }

    /// Contacts of one shard that make more than 5 MiB of rows.
    private List<ContactId> large() {
        var values = new HashMap<String, String>();
        for (int i = 0; i < 55; i++) {
            desk.given.attribute("a" + i, Format.TEXT);
            values.put("a" + i, "x".repeat(Limits.VALUE_BYTES_MAX));
        }
        return Stream.generate(() -> desk.given.contactOfShard(0, values)).limit(28).toList();
    }
}
