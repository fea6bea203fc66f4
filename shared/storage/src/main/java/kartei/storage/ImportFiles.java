package kartei.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import kartei.domain.WorkspaceId;
import kartei.domain.export.Import;
import kartei.domain.job.JobId;
import software.amazon.awssdk.core.BytesWrapper;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// The files that are to be read back, under `imp/` in the bucket of reports, each put there by whoever holds its URL.
public final class ImportFiles {
    /// There is none any more, there is another one, or it ends before what is asked for.
    private static final Set<Integer> IS_ANOTHER = Set.of(404, 412, 416);

    private final Supplier<S3Client> s3;
    private final Supplier<S3Presigner> presigner;
    private final String bucket;

    public ImportFiles(Supplier<S3Client> s3, Supplier<S3Presigner> presigner, String bucket) {
        this.s3 = s3;
        this.presigner = presigner;
        this.bucket = bucket;
    }

    /// A URL that takes the file for a while, of this type.
    public PutUrl upload(WorkspaceId ws, JobId id, String contentType, Duration valid) {
        var presigned = presigner.get()
                .presignPutObject(presign -> presign.signatureDuration(valid)
                        .putObjectRequest(
                                put -> put.bucket(bucket).key(Keys.importFile(ws, id)).contentType(contentType)));
        return PutUrl.of(presigned);
    }

    /// What was put there, if anything was. By a listing: a right to that is given for a part of the bucket, a right to learn
    /// that there is no such object only for the whole of it.
    public Optional<Import.File> find(WorkspaceId ws, JobId id, Instant now) {
        var object = Keys.importFile(ws, id);
        return s3.get()
                .listObjectsV2(list -> list.bucket(bucket).prefix(object).maxKeys(1))
                .contents()
                .stream()
                .filter(found -> found.key().equals(object))
                .map(found -> new Import.File(found.size(), found.eTag(), now))
                .findFirst();
    }

    /// So many bytes of the file, less at its end; nothing when it is no longer that file.
    public Optional<byte[]> piece(WorkspaceId ws, JobId id, Import.File file, long from, int length) {
        try {
            var range = "bytes=" + from + "-" + (from + length - 1);
            var piece = s3.get()
                    .getObjectAsBytes(
                            get -> get.bucket(bucket).key(Keys.importFile(ws, id)).range(range).ifMatch(file.tag()));
            return Optional.of(piece)
                    .filter(got -> got.response().eTag().equals(file.tag()))
                    .map(BytesWrapper::asByteArrayUnsafe);
        } catch (S3Exception refused) {
            if (IS_ANOTHER.contains(refused.statusCode())) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    public void delete(WorkspaceId ws, JobId id) {
        s3.get().deleteObject(delete -> delete.bucket(bucket).key(Keys.importFile(ws, id)));
    }
}
