package kartei.storage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import kartei.domain.Actor;
import kartei.domain.Medium;
import kartei.domain.Page;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.domain.erasure.Erasure;
import kartei.domain.job.JobId;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Who was erased, outside the table and kept longer than the table can be restored: a restored table has to be told whom to
/// forget again. One object for each erasure, with ids, times and channels; the hint is not in it.
public final class Ledger {
    private static final String SEPARATOR = "\n";
    private static final int LINES = 7;

    private final Supplier<S3Client> s3;
    private final String bucket;

    public Ledger(Supplier<S3Client> s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /// Writes an erasure down; the same one again makes no difference.
    public void write(WorkspaceId ws, Erasure erasure) {
        var text = String.join(SEPARATOR, erasure.contact().value(), Times.text(erasure.at()), erasure.medium().word(),
                erasure.job().value(), erasure.group().orElse(""), erasure.by().id(), erasure.channelId());
        s3.get()
                .putObject(put -> put.bucket(bucket).key(Keys.ledgerEntry(ws, erasure.id())).contentType("text/plain"),
                        RequestBody.fromString(text));
    }

    /// The ids of erasures, oldest first; `after` is the last one seen, empty at the beginning.
    public Page<String> list(WorkspaceId ws, String after, int limit) {
        var prefix = Keys.ledger(ws);
        var listed = s3.get()
                .listObjectsV2(list -> list.bucket(bucket).prefix(prefix).startAfter(prefix + after).maxKeys(limit));
        var ids = listed.contents().stream().map(S3Object::key).map(key -> key.substring(prefix.length())).toList();
        return new Page<>(ids, listed.isTruncated() ? Optional.of(ids.getLast()) : Optional.empty());
    }

    /// How many erasures of the workspace there are.
    public long count(WorkspaceId ws) {
        var prefix = Keys.ledger(ws);
        return s3.get().listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents().stream().count();
    }

    /// The erasure as it was written down.
    public Erasure read(WorkspaceId ws, String erasureId, String hint) {
        var key = Keys.ledgerEntry(ws, erasureId);
        var text = s3.get().getObjectAsBytes(get -> get.bucket(bucket).key(key)).asUtf8String();
        var lines = text.split(SEPARATOR, LINES);
        return new Erasure(erasureId, Optional.of(lines[4]).filter(group -> !group.isEmpty()), new ContactId(lines[0]),
                hint, Medium.of(lines[2]).orElseThrow(), lines[6], Instant.parse(lines[1]),
                new Actor(lines[5], Optional.empty()), Optional.empty(), JobId.of(lines[3]).orElseThrow());
    }

    /// The workspaces that have erased somebody.
    public List<WorkspaceId> workspaces() {
        return s3.get()
                .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(Keys.LEDGER).delimiter("/"))
                .commonPrefixes()
                .stream()
                .map(CommonPrefix::prefix)
                .flatMap(prefix -> WorkspaceId.of(prefix.substring(Keys.LEDGER.length(), prefix.length() - 1)).stream())
                .toList();
    }
}
