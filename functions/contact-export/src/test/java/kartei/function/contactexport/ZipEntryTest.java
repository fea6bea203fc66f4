package kartei.function.contactexport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A ZIP of our own records")
class ZipEntryTest {
    private static final Instant AT = Instant.parse("2026-11-22T09:00:02Z");
    private static final long GIB = 1024L * 1024 * 1024;
    private static final int MANY = 70_000;

    @TempDir
    private Path folder;

    private static byte[] packed(PackedText text) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(text.packed());
        out.writeBytes(PackedText.end());
        return out.toByteArray();
    }

    private static ZipEntry entry(String name, PackedText text, byte[] packed, long offset) {
        return new ZipEntry(name, AT, text.says().crc(), packed.length, text.says().size(), offset);
    }

    private static PackedText text(String content) {
        var text = new PackedText();
        text.write(content);
        return text;
    }

    /// Both the JDK and Commons Compress read it.
    private void holds(Path file, String name, String content, int entries) throws IOException {
        try (var zip = new ZipFile(file.toFile(), UTF_8)) {
            assertThat(Collections.list(zip.entries())).hasSize(entries);
            assertThat(new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), UTF_8)).isEqualTo(content);
        }
        try (var zip = org.apache.commons.compress.archivers.zip.ZipFile.builder().setPath(file).get()) {
            assertThat(Collections.list(zip.getEntries())).hasSize(entries);
            var entry = zip.getEntry(name);
            assertThat(new String(zip.getInputStream(entry).readAllBytes(), UTF_8)).isEqualTo(content);
        }
    }

    /// More than 65,535 entries need ZIP64.
    @Test
    void isReadWithManyEntries() throws IOException {
        var file = folder.resolve("many.zip");
        var directory = new ByteArrayOutputStream();
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < MANY; i++) {
            var text = text("content " + i);
            var packed = packed(text);
            var entry = entry("ä-" + i, text, packed, out.size());
            out.writeBytes(entry.local());
            out.writeBytes(packed);
            directory.writeBytes(entry.central(false));
        }
        var from = out.size();
        out.writeBytes(directory.toByteArray());
        out.writeBytes(ZipEntry.end(MANY, directory.size(), from));
        Files.write(file, out.toByteArray());

        holds(file, "ä-69999", "content 69999", MANY);
    }

    /// What is larger than 4 GiB, or lies behind as much, needs ZIP64. The large one is a hole in a sparse file.
    @Test
    void isReadBehindFourGibibytes() throws IOException {
        var file = folder.resolve("large.zip");
        var large = new ZipEntry("large", AT, 0, 5 * GIB, 6 * GIB, 0);
        var text = text("behind");
        var packed = packed(text);
        var behind = entry("behind", text, packed, large.local().length + 5 * GIB);
        try (var out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(large.local());
            out.seek(behind.offset());
            out.write(behind.local());
            out.write(packed);
            var from = out.getFilePointer();
            out.write(large.central(false));
            out.write(behind.central(false));
            out.write(ZipEntry.end(2, out.getFilePointer() - from, from));
        }

        holds(file, "behind", "behind", 2);
        try (var zip = new ZipFile(file.toFile(), UTF_8)) {
            assertThat(zip.getEntry("large").getSize()).isEqualTo(6 * GIB);
            assertThat(zip.getEntry("large").getCompressedSize()).isEqualTo(5 * GIB);
        }
    }
}
