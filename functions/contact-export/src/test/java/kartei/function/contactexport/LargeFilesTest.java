package kartei.function.contactexport;

import static kartei.function.contactexport.ExportDesk.path;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
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
import kartei.testkit.JobRun;
import kartei.testkit.KarteiTable;
import kartei.testkit.SimulatedCrash;
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

    private List<String> rows(String id) {
        return new String(desk.file(id), StandardCharsets.UTF_8).lines()
                .map(line -> line.substring("{\"contactId\":\"".length(), line.indexOf('"', 14)))
                .sorted()
                .toList();
    }

    private static boolean dies(JobRun jobs) {
        try {
            jobs.run();
            return false;
        } catch (SimulatedCrash dead) {
            return true;
        }
    }

    private List<String> left() {
        return desk.objects().stream().filter(object -> !object.contains("/ids/")).toList();
    }

    /// Every seventeenth call.
    @Test
    void haveTheSameRowsWhereverTheirJobDies() throws NoSuchAlgorithmException {
        var contacts = contacts();
        var ended = false;
        for (int call = 1; !ended; call += 17) {
            var id = desk.started(", \"format\": \"jsonl\"");
            desk.faults.clear();
            desk.faults.onAny().call(call).inject(call % 2 == 0 ? new Fault.CrashBefore() : new Fault.CrashAfter());
            ended = !dies(desk.moreJobs());
            desk.faults.clear();
            desk.loseExecutions();
            desk.jobs.run();

            var file = desk.file(id);
            assertThat(file.length).isGreaterThan(Limits.UPLOAD_PART_BYTES_MIN);
            assertThat(rows(id)).as("broken at call " + call).isEqualTo(contacts);
            assertThat(desk.get(path(id)).at("/sha256"))
                    .hasValue(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file)));
            assertThat(left()).as("broken at call " + call).hasSize(2);
            assertThat(desk.uploads()).isZero();
            desk.admin().call("DELETE", path(id));
            desk.jobs.run();
        }
    }

    /// Every ninth call.
    @Test
    void isAWorkbookWhereverItsJobDies() throws IOException {
        var contacts = Stream.generate(() -> desk.given.contact(Map.of("email", "jo@example.com")))
                .limit(5)
                .map(ContactId::value)
                .sorted()
                .toList();
        var ended = false;
        for (int call = 1; !ended; call += 9) {
            var id = desk.started(", \"format\": \"xlsx\"");
            desk.faults.clear();
            desk.faults.onAny().call(call).inject(call % 2 == 0 ? new Fault.CrashBefore() : new Fault.CrashAfter());
            ended = !dies(desk.moreJobs());
            desk.faults.clear();
            desk.loseExecutions();
            desk.jobs.run();

            try (var book = new XSSFWorkbook(new ByteArrayInputStream(desk.file(id)))) {
                var sheet = book.getSheetAt(0);
                var ids = IntStream.rangeClosed(1, sheet.getLastRowNum())
                        .mapToObj(row -> sheet.getRow(row).getCell(0).getStringCellValue())
                        .sorted()
                        .toList();
                assertThat(ids).as("broken at call " + call).isEqualTo(contacts);
            }
            assertThat(left()).as("broken at call " + call).hasSize(2);
            assertThat(desk.uploads()).isZero();
            desk.admin().call("DELETE", path(id));
            desk.jobs.run();
        }
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

        ExportFile file = FileHash.of("exp/w1/x/file");
        var calls = 0;
        while (file instanceof ExportFile.Hashing hashing) {
            file = hash.goOn(hashing, desk.clock.instant().minus(Duration.ofSeconds(1)));
            calls++;
        }

        assertThat(calls).isEqualTo(3);
        assertThat(file).isEqualTo(new ExportFile.Hashed("exp/w1/x/file", bytes.length,
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))));
    }
}
