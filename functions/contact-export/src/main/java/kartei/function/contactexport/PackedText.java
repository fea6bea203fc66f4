package kartei.function.contactexport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

import kartei.storage.BundlePiece;

/// A piece of a text as it is packed into a ZIP: it ends at a byte and looks back at nothing before it, so that pieces one after
/// the other are one text (RFC 1951). Behind the last one comes `END`.
final class PackedText {
    private static final byte[] END = {3, 0};
    private static final int BUFFER_BYTES = 8 * 1024;

    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater, BUFFER_BYTES, true);
    private final CRC32 crc = new CRC32();
    private long size;

    /// An empty last block.
    static byte[] end() {
        return END.clone();
    }

    void write(String text) {
        var bytes = text.getBytes(UTF_8);
        try {
            out.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        crc.update(bytes);
        size += bytes.length;
    }

    /// How long it is so far, packed.
    int bytes() {
        return packed.size();
    }

    /// Ends the piece.
    byte[] packed() {
        try {
            if (size > 0) {
                out.flush();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    BundlePiece.Text says() {
        return new BundlePiece.Text(packed.size(), size, crc.getValue());
    }
}
