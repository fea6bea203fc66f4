package kartei.storage;

import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.Attachment;
import kartei.domain.conversation.Message;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// The files of messages: objects under `att/<workspace>/<contact>/`, put there by whoever holds the presigned URL.
public final class Attachments {
    private final Supplier<S3Client> s3;
    private final Supplier<S3Presigner> presigner;
    private final String bucket;

    public Attachments(Supplier<S3Client> s3, Supplier<S3Presigner> presigner, String bucket) {
        this.s3 = s3;
        this.presigner = presigner;
        this.bucket = bucket;
    }

    /// Where and how to put the file of an attachment. Does not print the id, which its sender chose.
    public record Upload(String attachmentId, PutUrl to) {
        @Override
        public String toString() {
            return "Upload[…]";
        }
    }

    /// A URL that takes one file of the attachment's size and type. Before it is given out, the contact's `uploadUntil` must
    /// be no earlier than its end.
    public Upload upload(WorkspaceId ws, ContactId contact, Attachment attachment) {
        var presigned = presigner.get()
                .presignPutObject(presign -> presign.signatureDuration(Limits.UPLOAD_URL_VALID)
                        .putObjectRequest(put -> put.bucket(bucket)
                                .key(Keys.object(ws, contact, attachment.object().orElseThrow()))
                                .contentType(attachment.contentType())
                                .contentLength(attachment.size())));
        return new Upload(attachment.id(), PutUrl.of(presigned));
    }

    /// A URL under which the file can be had for a short time, by whoever holds it: always to be kept, never to be shown.
    public String download(WorkspaceId ws, ContactId contact, Attachment attachment) {
        return presigner.get()
                .presignGetObject(presign -> presign.signatureDuration(Limits.DOWNLOAD_URL_VALID)
                        .getObjectRequest(get -> get.bucket(bucket)
                                .key(Keys.object(ws, contact, attachment.object().orElseThrow()))
                                .responseContentType("application/octet-stream")
                                .responseContentDisposition(DownloadName.disposition(attachment.name()))))
                .url()
                .toString();
    }

    /// What the file of an attachment that is there holds; to be closed.
    public InputStream open(WorkspaceId ws, ContactId contact, String object) {
        return s3.get().getObject(get -> get.bucket(bucket).key(Keys.object(ws, contact, object)));
    }

    /// Which objects of these messages are in the bucket: for each of their contacts one listing, from the smallest to the
    /// largest. Asks for none when the messages have none.
    public Set<String> stored(WorkspaceId ws, Collection<Message> messages) {
        var wanted = new TreeMap<String, SortedSet<String>>();
        for (var message : messages) {
            for (var attachment : message.attachments()) {
                attachment.object()
                        .ifPresent(
                                object -> wanted
                                        .computeIfAbsent(Keys.objects(ws, message.conversation().contact()),
                                                _ -> new TreeSet<>())
                                        .add(object));
            }
        }
        var listed = wanted.entrySet()
                .stream()
                .<Supplier<Set<String>>>map(objects -> () -> listed(objects.getKey(), objects.getValue()))
                .toList();
        return Together.all(listed).stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    private Set<String> listed(String prefix, SortedSet<String> wanted) {
        var found = new HashSet<String>();
        var after = prefix + justBelow(wanted.first());
        while (true) {
            var page = page(prefix, after);
            page.contents().forEach(object -> found.add(object.key().substring(prefix.length())));
            if (!page.isTruncated() || page.contents().getLast().key().compareTo(prefix + wanted.last()) >= 0) {
                found.retainAll(wanted);
                return found;
            }
            after = page.contents().getLast().key();
        }
    }

    private ListObjectsV2Response page(String prefix, String after) {
        return s3.get().listObjectsV2(request -> request.bucket(bucket).prefix(prefix).startAfter(after));
    }

    /// Deletes a thousand of the contact's files, whoever put them there.
    public Remains.Deleted clear(WorkspaceId ws, ContactId contact) {
        var page = page(Keys.objects(ws, contact), "");
        var doomed = page.contents().stream().map(S3Object::key).toList();
        if (!doomed.isEmpty()) {
            Objects.delete(s3.get(), bucket, doomed);
        }
        return new Remains.Deleted(doomed.size(), page.isTruncated());
    }

    /// How many files of the contact there are.
    public long count(WorkspaceId ws, ContactId contact) {
        var prefix = Keys.objects(ws, contact);
        return s3.get().listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents().stream().count();
    }

    /// Whether there is a file of the contact.
    public boolean areThere(WorkspaceId ws, ContactId contact) {
        return !page(Keys.objects(ws, contact), "").contents().isEmpty();
    }

    /// A text below this id with at most few ids between; a listing starts after its start.
    private static String justBelow(String id) {
        return id.substring(0, id.length() - 1);
    }

    /// The latest end of these URLs.
    public static Optional<Instant> end(Collection<Upload> uploads) {
        return uploads.stream().map(upload -> upload.to().expiresAt()).max(Instant::compareTo);
    }
}
