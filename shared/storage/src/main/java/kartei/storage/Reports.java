package kartei.storage;

import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

import kartei.domain.WorkspaceId;
import kartei.domain.job.JobId;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// The bucket of reports: rows under `parts/`, files and what stays beside them under `exp/`, access bundles under `bun/`. An object is written under a
/// name of its own and never again, so that whoever comes late does no harm.
public final class Reports {
    private final Supplier<S3Client> s3;
    private final Supplier<S3Presigner> presigner;
    private final String bucket;

    public Reports(Supplier<S3Client> s3, Supplier<S3Presigner> presigner, String bucket) {
        this.s3 = s3;
        this.presigner = presigner;
        this.bucket = bucket;
    }

    /// The name of an object with rows.
    public static String rows(WorkspaceId ws, JobId export, String ulid) {
        return Keys.exportRows(ws, export) + ulid;
    }

    /// The name of an object that is kept with an export's file.
    public static String file(WorkspaceId ws, JobId export, String name) {
        return Keys.exportFiles(ws, export) + name;
    }

    /// The name of an object that an access bundle is, or is made of.
    public static String bundled(WorkspaceId ws, JobId bundle, String name) {
        return Keys.bundleObjects(ws, bundle) + name;
    }

    public void put(String object, byte[] bytes, String contentType) {
        s3.get()
                .putObject(put -> put.bucket(bucket).key(object).contentType(contentType),
                        RequestBody.fromBytes(bytes));
    }

    /// What it holds from `position` on; to be closed.
    public InputStream open(String object, long position) {
        return s3.get().getObject(get -> get.bucket(bucket).key(object).range("bytes=" + position + "-"));
    }

    /// As many of these bytes as there are from `position` on; fails when there are none.
    public byte[] read(String object, long position, int length) {
        var range = "bytes=" + position + "-" + (position + length - 1);
        return s3.get().getObjectAsBytes(get -> get.bucket(bucket).key(object).range(range)).asByteArrayUnsafe();
    }

    public byte[] read(String object) {
        return s3.get().getObjectAsBytes(get -> get.bucket(bucket).key(object)).asByteArrayUnsafe();
    }

    /// What it holds; nothing when there is no such object, or somebody deletes it just now.
    Optional<byte[]> find(String object) {
        if (size(object).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(object));
        } catch (S3Exception failed) {
            if (size(object).isPresent()) {
                throw failed;
            }
            return Optional.empty();
        }
    }

    /// How many bytes it has; nothing when there is no such object. It is listed: to be told that an object is not there takes
    /// a right to list, and a request for the object itself names no prefix that it could be bound to.
    public Optional<Long> size(String object) {
        return s3.get()
                .listObjectsV2(list -> list.bucket(bucket).prefix(object).maxKeys(1))
                .contents()
                .stream()
                .filter(found -> found.key().equals(object))
                .map(S3Object::size)
                .findFirst();
    }

    /// A URL under which the object can be had for a while, by whoever holds it, to be kept under `name`.
    public String download(String object, String name, String contentType, Duration valid) {
        return presigner.get()
                .presignGetObject(presign -> presign.signatureDuration(valid)
                        .getObjectRequest(get -> get.bucket(bucket)
                                .key(object)
                                .responseContentType(contentType)
                                .responseContentDisposition(DownloadName.disposition(Optional.of(name)))))
                .url()
                .toString();
    }

    // ---- put together ----

    /// Begins an object that is put together from parts.
    public String begin(String object, String contentType) {
        return s3.get()
                .createMultipartUpload(begin -> begin.bucket(bucket).key(object).contentType(contentType))
                .uploadId();
    }

    /// The parts that are there, by number, each with its tag; nothing when the upload has been completed or given up.
    public Optional<Map<Integer, String>> parts(String object, String upload) {
        var parts = new TreeMap<Integer, String>();
        try {
            s3.get()
                    .listPartsPaginator(list -> list.bucket(bucket).key(object).uploadId(upload))
                    .parts()
                    .forEach(part -> parts.put(part.partNumber(), part.eTag()));
            return Optional.of(parts);
        } catch (NoSuchUploadException none) {
            return Optional.empty();
        }
    }

    /// Puts the bytes as a part of the upload; says its tag.
    public String putPart(String object, String upload, int number, byte[] bytes) {
        return s3.get()
                .uploadPart(part -> part.bucket(bucket).key(object).uploadId(upload).partNumber(number),
                        RequestBody.fromBytes(bytes))
                .eTag();
    }

    /// Makes another object a part of the upload, inside S3; says its tag.
    public String copyPart(String object, String upload, int number, String from) {
        return s3.get()
                .uploadPartCopy(part -> part.destinationBucket(bucket)
                        .destinationKey(object)
                        .uploadId(upload)
                        .partNumber(number)
                        .sourceBucket(bucket)
                        .sourceKey(from))
                .copyPartResult()
                .eTag();
    }

    /// The same with so many bytes of the other object, which has to have more than 5 MiB, from `position` on.
    public String copyPart(String object, String upload, int number, String from, long position, long bytes) {
        return s3.get()
                .uploadPartCopy(part -> part.destinationBucket(bucket)
                        .destinationKey(object)
                        .uploadId(upload)
                        .partNumber(number)
                        .sourceBucket(bucket)
                        .sourceKey(from)
                        .copySourceRange("bytes=" + position + "-" + (position + bytes - 1)))
                .copyPartResult()
                .eTag();
    }

    /// Makes the object of all parts.
    public void complete(String object, String upload, Map<Integer, String> parts) {
        var all = new TreeMap<>(parts).entrySet()
                .stream()
                .map(part -> CompletedPart.builder().partNumber(part.getKey()).eTag(part.getValue()).build())
                .toList();
        s3.get()
                .completeMultipartUpload(done -> done.bucket(bucket)
                        .key(object)
                        .uploadId(upload)
                        .multipartUpload(made -> made.parts(all)));
    }

    // ---- cleared away ----

    /// Deletes one object.
    public void delete(String object) {
        s3.get().deleteObject(delete -> delete.bucket(bucket).key(object));
    }

    /// Deletes the rows of an export; how many objects.
    public int clearRows(WorkspaceId ws, JobId export) {
        return clear(Keys.exportRows(ws, export), _ -> false);
    }

    /// Deletes what lies with an export's file unless it `stays`, and gives up what is being put together; how many objects
    /// were deleted.
    public int clearFiles(WorkspaceId ws, JobId export, Predicate<String> stays) {
        return clearAll(Keys.exportFiles(ws, export), stays);
    }

    /// Deletes what an access bundle is made of, and the bundle itself unless it `stays`; gives up what is being put together. How
    /// many objects were deleted.
    public int clearBundle(WorkspaceId ws, JobId bundle, Predicate<String> stays) {
        return clearAll(Keys.bundleObjects(ws, bundle), stays);
    }

    private int clearAll(String prefix, Predicate<String> stays) {
        s3.get()
                .listMultipartUploadsPaginator(list -> list.bucket(bucket).prefix(prefix))
                .uploads()
                .forEach(upload -> giveUp(upload.key(), upload.uploadId()));
        return clear(prefix, stays);
    }

    /// Gives up what is being put together; nothing to do when somebody else has, or has completed it.
    public void giveUp(String object, String upload) {
        try {
            s3.get().abortMultipartUpload(abort -> abort.bucket(bucket).key(object).uploadId(upload));
        } catch (NoSuchUploadException already) {
            return;
        }
    }

    private int clear(String prefix, Predicate<String> stays) {
        var cleared = 0;
        for (var page : s3.get().listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))) {
            var doomed = page.contents().stream().map(S3Object::key).filter(key -> !stays.test(key)).toList();
            if (!doomed.isEmpty()) {
                Objects.delete(s3.get(), bucket, doomed);
                cleared += doomed.size();
            }
        }
        return cleared;
    }
}
