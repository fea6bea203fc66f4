package kartei.storage;

/// How far the one file of an export is, under its object.
public sealed interface ExportFile {
    String object();

    /// It is being put together, under an upload of S3.
    record Uploading(String object, String upload) implements ExportFile {}

    /// It is there, and hashed up to `position`; `digest` is the state of the hash, in base 64.
    record Hashing(String object, long position, String digest) implements ExportFile {}

    /// It is there, with so many bytes and this hash.
    record Hashed(String object, long bytes, String sha256) implements ExportFile {}
}
