package kartei.function.contactexport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;

import org.bouncycastle.crypto.digests.SHA256Digest;

import kartei.storage.ExportFile;
import kartei.storage.Reports;

/// Hashes a file, as far as there is time, and goes on later from where it was: a hash of the JDK cannot be put aside.
record FileHash(Reports reports, InstantSource clock) {
    private static final int CHUNK_BYTES = 1024 * 1024;

    /// A file of which nothing is hashed yet.
    static ExportFile of(String object) {
        return new ExportFile.Hashing(object, 0, state(new SHA256Digest()));
    }

    ExportFile goOn(ExportFile.Hashing from, Instant until) {
        var digest = new SHA256Digest(Base64.getDecoder().decode(from.digest()));
        var size = reports.size(from.object()).orElseThrow(() -> new IllegalStateException("the file is gone"));
        var position = from.position();
        if (position < size) {
            position += read(from, digest, until);
        }
        return position < size ? new ExportFile.Hashing(from.object(), position, state(digest))
                : new ExportFile.Hashed(from.object(), size, hex(digest));
    }

    /// How many bytes were hashed.
    private long read(ExportFile.Hashing from, SHA256Digest digest, Instant until) {
        var chunk = new byte[CHUNK_BYTES];
        long read = 0;
        try (var in = reports.open(from.object(), from.position())) {
            int length;
            do {
                length = in.readNBytes(chunk, 0, chunk.length);
                digest.update(chunk, 0, length);
                read += length;
            } while (length == chunk.length && clock.instant().isBefore(until));
            return read;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String state(SHA256Digest digest) {
        return Base64.getEncoder().encodeToString(digest.getEncodedState());
    }

    private static String hex(SHA256Digest digest) {
        var hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return HexFormat.of().formatHex(hash);
    }
}
