package kartei.function.contactexport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

import kartei.domain.Limits;
import kartei.storage.BundlePiece;
import kartei.storage.Reports;

/// One object with what a slice of an access bundle writes. Its files go through as they come: memory holds a part of an upload and
/// packed text, however much there is.
final class WritePiece implements AutoCloseable {
    private static final String CONTENT_TYPE = "application/octet-stream";
    private static final int BUFFER_BYTES = 64 * 1024;

    private final String object;
    private final long offset;
    private final Instant at;
    private final UploadStream upload;
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private final PackedText data = new PackedText();
    private final PackedText page = new PackedText();
    private long files;
    private long written;

    /// The piece begins at this offset in the ZIP, whose entries are dated `at`.
    WritePiece(Reports reports, String object, long offset, Instant at) {
        this.object = object;
        this.offset = offset;
        this.at = at;
        this.upload = new UploadStream(reports, object, CONTENT_TYPE);
    }

    void text(String ofData, String ofPage) {
        data.write(ofData);
        page.write(ofPage);
    }

    /// Writes a file as an entry of the ZIP, packed without being made smaller: most of what people send is so already.
    void file(String name, InputStream content) {
        var from = offset + written;
        var content32 = new CheckedInputStream(content, new CRC32());
        var packer = new Deflater(Deflater.NO_COMPRESSION, true);
        try {
            write(new ZipEntry(name, at, 0, 0, 0, from).localOfStream());
            var before = written;
            var packed = new DeflaterOutputStream(new Counted(), packer, BUFFER_BYTES);
            var size = content32.transferTo(packed);
            packed.finish();
            var entry = new ZipEntry(name, at, content32.getChecksum().getValue(), written - before, size, from);
            write(entry.descriptor());
            directory.writeBytes(entry.central(true));
            files++;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            packer.end();
        }
    }

    private void write(byte[] bytes) {
        upload.write(bytes, 0, bytes.length);
        written += bytes.length;
    }

    /// Whether it is time for another object.
    boolean isFull() {
        return data.bytes() + page.bytes() >= Limits.BUNDLE_TEXT_BYTES || written >= Limits.BUNDLE_FILE_BYTES;
    }

    /// Makes the object of all that was written.
    BundlePiece completed(int number) {
        var says = new BundlePiece.Files(files, written, directory.size());
        write(data.packed());
        write(page.packed());
        write(directory.toByteArray());
        upload.complete();
        return new BundlePiece(number, object, says, data.says(), page.says());
    }

    @Override
    public void close() {
        upload.close();
    }

    /// Counts what is packed on its way to the object.
    private final class Counted extends OutputStream {
        @Override
        public void write(int octet) {
            WritePiece.this.write(new byte[]{(byte) octet});
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            upload.write(bytes, from, length);
            written += length;
        }
    }
}
