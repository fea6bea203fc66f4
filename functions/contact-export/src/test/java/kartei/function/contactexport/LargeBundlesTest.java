package kartei.function.contactexport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kartei.function.contactexport.GivenTalks.noise;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import kartei.api.Clients;
import kartei.api.Environment;
import kartei.domain.Limits;
import kartei.domain.conversation.Attachment;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

@DisplayName("An access bundle with many files")
class LargeBundlesTest {
    private static final int MIB = 1024 * 1024;
    private static final int FILES = 120;
    private static final int FILE_MIB = 25;
    private static final int SWALLOWED_FILES = 40;
    private static final int HEAP_MIB_MAX = 40;

    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    @TempDir
    private Path folder;

    private final ExportDesk desk;
    private final GivenTalks talks;

    LargeBundlesTest(TestTable table) {
        desk = new ExportDesk(table);
        talks = desk.talks("w1");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /// Both the JDK and Commons Compress find every file with its bytes.
    @Test
    void isReadByTheDirectoryOfItsZip() throws Exception {
        var jo = desk.given.contact(Map.of());
        var files = new ArrayList<Attachment>();
        for (int i = 0; i < FILES; i++) {
            var file = talks.announced("photo " + i + ".jpg", 100_000 + i);
            talks.uploads(jo, file, noise(i, 100_000 + i));
            files.add(file);
        }
        var conversation = talks.begins(jo, List.of(), "First");
        for (int i = 0; i < FILES; i += Limits.ATTACHMENTS_PER_MESSAGE_MAX) {
            talks.answers(conversation, "More", files.subList(i, i + 10).toArray(Attachment[]::new));
        }
        var id = new BundleDesk(desk).asked(jo);
        desk.jobs.run();
        var zip = Files.write(folder.resolve("bundle.zip"), new BundleDesk(desk).file(id));

        try (var read = new ZipFile(zip.toFile(), UTF_8);
                var other = org.apache.commons.compress.archivers.zip.ZipFile.builder().setPath(zip).get()) {
            assertThat(Collections.list(read.entries())).hasSize(FILES + 3);
            assertThat(Collections.list(other.getEntries())).hasSize(FILES + 3);
            for (int i = 0; i < FILES; i++) {
                var name = "attachments/%s/%06d-photo_%d.jpg".formatted(jo.value(), i + 1, i);
                assertThat(read.getInputStream(read.getEntry(name)).readAllBytes()).isEqualTo(noise(i, 100_000 + i));
                assertThat(other.getInputStream(other.getEntry(name))).hasBinaryContent(noise(i, 100_000 + i));
            }
            var text = other.getInputStream(other.getEntry("data.json")).readAllBytes();
            assertThat(new String(text, UTF_8)).contains("\"state\":\"included\"").endsWith("]}\n");
        }
    }

    /// A gigabyte of files goes through: no call carries more than a part, and memory holds no more than a few of them.
    @Test
    void isWrittenInConstantMemory() {
        var s3 = new SwallowingS3();
        var environment = Environment.of(desk.table().variables());
        var clients = Clients.of(environment, () -> s3, List.of());
        var reports = new kartei.storage.Reports(clients::s3, clients::presigner, "b");
        var mebibyte = noise(1, MIB);
        var before = heapMib();
        var most = 0L;

        try (var piece = new WritePiece(reports, "bun/w1/x/y", 0, Instant.EPOCH)) {
            for (int i = 0; i < SWALLOWED_FILES; i++) {
                piece.file("file-" + i, repeated(mebibyte));
                most = Math.max(most, heapMib() - before);
            }
            piece.completed(0);
        }

        assertThat(s3.bytes).isGreaterThan((long) SWALLOWED_FILES * FILE_MIB * MIB);
        assertThat(s3.largest).isLessThan(Limits.EXPORT_PART_BYTES + 256 * 1024L);
        assertThat(most).as("MiB of heap in use beyond those at the beginning").isLessThan(HEAP_MIB_MAX);
    }

    private static InputStream repeated(byte[] mebibyte) {
        var streams = IntStream.range(0, FILE_MIB)
                .<InputStream>mapToObj(_ -> new ByteArrayInputStream(mebibyte))
                .toList();
        return new SequenceInputStream(Collections.enumeration(streams));
    }

    private static long heapMib() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB;
    }
}
