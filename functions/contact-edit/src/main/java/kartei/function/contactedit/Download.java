package kartei.function.contactedit;

import java.util.List;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.domain.Rejected;
import kartei.domain.contact.ContactId;
import kartei.storage.AttachmentIndex;
import kartei.storage.Attachments;

/// Says where a file of a contact's messages can be had, for a short time.
record Download(AttachmentIndex index, Attachments attachments) {

    HttpResponse answer(HttpRequest request) {
        var ws = request.caller().workspace();
        var contact = ContactId.of(request.path("id")).orElseThrow(Rejected::notFound);
        var found = index.find(ws, contact, request.path("attachmentId")).orElseThrow(Rejected::notFound);
        var stored = attachments.stored(ws, List.of(found.message()));
        if (found.attachment().object().filter(stored::contains).isEmpty()) {
            throw Rejected.conflict("the file has not been uploaded yet");
        }
        return HttpResponse.seeOther(attachments.download(ws, contact, found.attachment()));
    }
}
