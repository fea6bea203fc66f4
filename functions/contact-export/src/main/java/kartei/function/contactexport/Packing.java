package kartei.function.contactexport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import kartei.domain.export.ExportPlan;

/// Compresses what goes into a file, where that is wanted: each piece is a gzip member of its own, and members one after the
/// other are one gzip file (RFC 1952, 2.2).
final class Packing {
    private Packing() {}

    /// To be closed, so that the piece is whole.
    static OutputStream of(ExportPlan plan, ByteArrayOutputStream to) {
        try {
            return plan.gzip() ? new Fast(to) : to;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// What a piece holds, to be closed.
    static InputStream unpacked(ExportPlan plan, InputStream piece) throws IOException {
        return plan.gzip() ? new GZIPInputStream(piece) : piece;
    }

    /// The bytes as a piece of the file.
    static byte[] packed(ExportPlan plan, byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var out = of(plan, packed)) {
            out.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    /// At the level at which it costs least: a report is downloaded once.
    private static final class Fast extends GZIPOutputStream {
        Fast(OutputStream to) throws IOException {
            super(to);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
