package kartei.storage;

import java.util.List;
import java.util.function.Predicate;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Objects of a bucket, many in one call.
final class Objects {
    private Objects() {}

    /// Deletes what lies under a prefix unless it `stays`; how many objects.
    static int clear(S3Client s3, String bucket, String prefix, Predicate<String> stays) {
        var cleared = 0;
        for (var page : s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))) {
            var doomed = page.contents().stream().map(S3Object::key).filter(key -> !stays.test(key)).toList();
            if (!doomed.isEmpty()) {
                delete(s3, bucket, doomed);
                cleared += doomed.size();
            }
        }
        return cleared;
    }

    /// Deletes up to 1,000; what is not there counts as deleted.
    static void delete(S3Client s3, String bucket, List<String> objects) {
        var all = objects.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList();
        var answer = s3.deleteObjects(delete -> delete.bucket(bucket).delete(these -> these.objects(all).quiet(true)));
        if (!answer.errors().isEmpty()) {
            throw new IllegalStateException("the bucket kept " + answer.errors().size() + " objects");
        }
    }
}
