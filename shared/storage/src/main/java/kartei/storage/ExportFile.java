package kartei.storage;

/// How far the one file of an export is, under its object. `parts` tells the rows that it is made of from all others.
public sealed interface ExportFile {
    String object();

    String parts();

    /// It is being put together, under an upload of S3.
    record Uploading(String object, String parts, String upload) implements ExportFile {}

    /// It is there, and hashed up to `position`; `digest` is the state of the hash, in base 64.
    record Hashing(String object, String parts, long position, String digest) implements ExportFile {}

    /// It is there, with so many bytes and this hash.
    record Hashed(String object, String parts, long bytes, String sha256) implements ExportFile {}
}
