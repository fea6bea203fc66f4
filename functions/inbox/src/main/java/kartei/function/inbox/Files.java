package kartei.function.inbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import kartei.api.json.Body;
import kartei.api.json.Json;
import kartei.api.view.UploadView;
import kartei.domain.Limits;
import kartei.domain.conversation.Attachment;
import kartei.storage.Attachments;

import java.util.Optional;

/// Reads the `attachments` of a message that comes in or goes out, and shows where they are put.
final class Files {
    /// RFC 9110, 8.3.1, with names as RFC 6838 restricts them.
    private static final Pattern CONTENT_TYPE = Pattern
            .compile("[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}"
                    + "( ?; ?[A-Za-z0-9!#$&^_.+-]{1,64}=[A-Za-z0-9!#$&^_.+-]{1,64}){0,4}");

    private Files() {}

    /// The attachments, each under a new object of our own.
    static List<Attachment> of(Body message, Supplier<String> ids) {
        var files = message.objects("attachments").orElse(List.of());
        if (files.size() > Limits.ATTACHMENTS_PER_MESSAGE_MAX) {
            message.fault("attachments", "must be at most " + Limits.ATTACHMENTS_PER_MESSAGE_MAX);
        }
        var attachments = new ArrayList<Attachment>();
        var seen = new HashSet<String>();
        for (var file : files) {
            var attachment = of(file, ids.get());
            if (!seen.add(attachment.id())) {
                file.fault("id", "is that of another attachment too");
            }
            attachments.add(attachment);
        }
        return attachments;
    }

    private static Attachment of(Body file, String object) {
        var id = Texts.externalId(file, "id");
        var contentType = file.requiredText("contentType");
        if (file.text("contentType").isPresent() && !CONTENT_TYPE.matcher(contentType).matches()) {
            file.fault("contentType", "must be a media type such as image/jpeg");
        }
        var size = file.integer("size");
        if (!file.has("size") || file.isNull("size")) {
            file.fault("size", "is required");
        }
        size.filter(bytes -> bytes < 1 || bytes > Limits.ATTACHMENT_BYTES_MAX)
                .ifPresent(wrong -> file.fault("size", "must be 1 to " + Limits.ATTACHMENT_BYTES_MAX + " bytes"));
        var name = Texts.upTo(file, "name", Limits.ATTACHMENT_NAME_CHARS_MAX);
        return new Attachment(id, name, contentType, size.orElse(0L), Optional.of(object), Optional.empty());
    }

    static Json.Array uploads(List<Attachments.Upload> uploads) {
        return Json.array(uploads, upload -> {
            var to = upload.to();
            return UploadView.in(Json.object().put("attachmentId", upload.attachmentId()), to.url(), to.headers(),
                    to.expiresAt());
        });
    }
}
