package kartei.storage;

import java.util.List;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/// Objects of a bucket, many in one call.
final class Objects {
    private Objects() {}

    /// Deletes up to 1,000; what is not there counts as deleted.
    static void delete(S3Client s3, String bucket, List<String> objects) {
        var all = objects.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList();
        var answer = s3.deleteObjects(delete -> delete.bucket(bucket).delete(these -> these.objects(all).quiet(true)));
        if (!answer.errors().isEmpty()) {
            throw new IllegalStateException("the bucket kept " + answer.errors().size() + " objects");
        }
    }
}
