package kartei.testkit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/// What a call of S3 wants to do, as a policy sees it (Amazon S3 User Guide, required permissions for API operations).
final class ObjectAccess {
    private ObjectAccess() {}

    static List<Access> of(S3Request request) {
        return switch (request) {
            case GetObjectRequest get -> List.of(Access.object("GetObject", get.bucket(), get.key()));
            case HeadObjectRequest head -> List.of(Access.object("GetObject", head.bucket(), head.key()));
            case PutObjectRequest put -> List.of(Access.object("PutObject", put.bucket(), put.key()));
            case DeleteObjectRequest delete -> List.of(Access.object("DeleteObject", delete.bucket(), delete.key()));
            case DeleteObjectsRequest delete -> delete.delete()
                    .objects()
                    .stream()
                    .map(object -> Access.object("DeleteObject", delete.bucket(), object.key()))
                    .toList();
            case ListObjectsV2Request list ->
                List.of(Access.listing(list.bucket(), Optional.ofNullable(list.prefix()).orElse("")));
            default -> ofParts(request);
        };
    }

    /// The SDK has put `<bucket>/<key>` in the place of both.
    private static Access copied(String source) {
        var parts = URLDecoder.decode(source, StandardCharsets.UTF_8).split("/", 2);
        return Access.object("GetObject", parts[0], parts[1]);
    }

    private static List<Access> ofParts(S3Request request) {
        return switch (request) {
            case CreateMultipartUploadRequest begin -> List.of(Access.object("PutObject", begin.bucket(), begin.key()));
            case UploadPartRequest part -> List.of(Access.object("PutObject", part.bucket(), part.key()));
            case UploadPartCopyRequest copy ->
                List.of(copied(copy.getValueForField("CopySource", String.class).orElseThrow()),
                        Access.object("PutObject", copy.destinationBucket(), copy.destinationKey()));
            case CompleteMultipartUploadRequest done -> List.of(Access.object("PutObject", done.bucket(), done.key()));
            case AbortMultipartUploadRequest abort ->
                List.of(Access.object("AbortMultipartUpload", abort.bucket(), abort.key()));
            case ListPartsRequest list -> List.of(Access.object("ListMultipartUploadParts", list.bucket(), list.key()));
            case ListMultipartUploadsRequest list ->
                List.of(new Access("s3:ListBucketMultipartUploads", TemplateNames.bucketArn(list.bucket()), Map.of()));
            default -> throw CallAccess.unknown(request);
        };
    }
}
