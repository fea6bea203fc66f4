package kartei.function.contactexport;

import static kartei.function.contactexport.ExportDesk.path;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.domain.Limits;
import kartei.domain.attribute.Format;
import kartei.domain.contact.ContactId;
import kartei.storage.ExportFile;
import kartei.storage.TableCheck;
import kartei.testkit.Fault;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

@DisplayName("S45: a file that S3 puts together, and a workbook,")
class LargeFilesTest {
    private static final int ATTRIBUTES = 55;
    private static final int LARGE = 28;

    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final ExportDesk desk;

    LargeFilesTest(TestTable table) {
        desk = new ExportDesk(table);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /// Contacts of one shard that make more than 5 MiB of rows, and some small ones of others.
    private List<String> contacts() {
        var values = new HashMap<String, String>();
        for (int i = 0; i < ATTRIBUTES; i++) {
            desk.given.attribute("a" + i, Format.TEXT);
            values.put("a" + i, "x".repeat(Limits.VALUE_BYTES_MAX));
        }
        var large = Stream.generate(() -> desk.given.contactOfShard(0, values)).limit(LARGE);
        var small = IntStream.range(1, 4).mapToObj(shard -> desk.given.contactOfShard(shard, Map.of()));
        return Stream.concat(large, small).map(ContactId::value).sorted().toList();
    }

    private static List<String> rows(byte[] file) {
        return new String(file, StandardCharsets.UTF_8).lines()
                .map(line -> line.substring("{\"contactId\":\"".length(), line.indexOf('"', 14)))
                .sorted()
                .toList();
    }

    /// What is to hold of a file, whose id and content these are.
    private interface Check {
        void of(String id, byte[] file) throws Exception;
    }

    /// The job of a report dies at every so manieth call in turn, before it or after it.
    private void breaks(String format, int step, Check check) throws Exception {
        var died = true;
        for (int call = 1; died; call += step) {
            var id = desk.started(", \"format\": \"" + format + "\"");
            var crash = call % 2 == 0 ? new Fault.CrashBefore() : new Fault.CrashAfter();
            died = desk.dieAt(desk.faults.onAny().call(call), crash);

            check.of(id, desk.file(id));
            assertThat(desk.files()).as("broken at call " + call).hasSize(2);
            assertThat(desk.uploads()).as("broken at call " + call).isZero();
            desk.admin().call("DELETE", path(id));
            desk.jobs.run();
        }
    }

    @Test
    void haveTheSameRowsWhereverTheirJobDies() throws Exception {
        var contacts = contacts();

        breaks("jsonl", 17, (id, file) -> {
            assertThat(file.length).isGreaterThan(Limits.UPLOAD_PART_BYTES_MIN);
            assertThat(rows(file)).isEqualTo(contacts);
            assertThat(desk.get(path(id)).at("/sha256"))
                    .hasValue(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file)));
        });
    }

    @Test
    void isAWorkbookWhereverItsJobDies() throws Exception {
        var contacts = Stream.generate(() -> desk.given.contact(Map.of("email", "jo@example.com")))
                .limit(5)
                .map(ContactId::value)
                .sorted()
                .toList();

        breaks("xlsx", 9, (_, file) -> {
            try (var book = new XSSFWorkbook(new ByteArrayInputStream(file))) {
                var sheet = book.getSheetAt(0);
                assertThat(IntStream.rangeClosed(1, sheet.getLastRowNum())
                        .mapToObj(row -> sheet.getRow(row).getCell(0).getStringCellValue())
                        .sorted()).containsExactlyElementsOf(contacts);
            }
        });
    }

    /// The clock runs out after each piece that is read.
    @Test
    void isHashedInAsManyCallsAsItTakes() throws NoSuchAlgorithmException {
        var bytes = new byte[20 * 1024 * 1024];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 + i / 1000);
        }
        desk.reports().put("exp/w1/x/file", bytes, "text/plain");
        var hash = new FileHash(desk.reports(), desk.clock);

        ExportFile file = FileHash.of("exp/w1/x/file", "parts");
        var calls = 0;
        while (file instanceof ExportFile.Hashing hashing) {
            file = hash.goOn(hashing, desk.clock.instant().minus(Duration.ofSeconds(1)));
            calls++;
        }

        assertThat(calls).isEqualTo(3);
        assertThat(file).isEqualTo(new ExportFile.Hashed("exp/w1/x/file", "parts", bytes.length,
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))));
    }
}
