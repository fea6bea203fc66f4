package kartei.function.contactexport;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;

import org.bouncycastle.crypto.digests.SHA256Digest;

import kartei.storage.ExportFile;
import kartei.storage.Reports;

/// Hashes a file, as far as there is time, and goes on later from where it was: a hash of the JDK cannot be put aside.
record FileHash(Reports reports, InstantSource clock) {
    /// Read in one call: a stream that is left in the middle would be read to its end.
    private static final int CHUNK_BYTES = 8 * 1024 * 1024;

    /// A file of which nothing is hashed yet.
    static ExportFile of(String object, String parts) {
        return new ExportFile.Hashing(object, parts, 0, state(new SHA256Digest()));
    }

    ExportFile goOn(ExportFile.Hashing from, Instant until) {
        var digest = new SHA256Digest(Base64.getDecoder().decode(from.digest()));
        var size = reports.size(from.object()).orElseThrow(() -> new IllegalStateException("the file is gone"));
        var position = from.position();
        if (position < size) {
            position += read(from, digest, until);
        }
        return position < size ? new ExportFile.Hashing(from.object(), from.parts(), position, state(digest))
                : new ExportFile.Hashed(from.object(), from.parts(), size, hex(digest));
    }

    /// How many bytes were hashed.
    private long read(ExportFile.Hashing from, SHA256Digest digest, Instant until) {
        long read = 0;
        byte[] chunk;
        do {
            chunk = reports.read(from.object(), from.position() + read, CHUNK_BYTES);
            digest.update(chunk, 0, chunk.length);
            read += chunk.length;
        } while (chunk.length == CHUNK_BYTES && clock.instant().isBefore(until));
        return read;
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
