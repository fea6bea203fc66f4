package kartei.function.contactedit;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.domain.Rejected;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.LiveContact;
import kartei.domain.workspace.Workspace;
import kartei.storage.Contacts;
import kartei.storage.Persons;

/// Shows one contact: the contact tab (S3).
record ShowContact(Contacts contacts, Persons persons) {

    HttpResponse answer(HttpRequest request) {
        var contact = find(request);
        return answer(request.workspace(), contact);
    }

    /// The contact that the path names; the same 404 for one that is no id, is unknown, or is of another workspace.
    LiveContact find(HttpRequest request) {
        return ContactId.of(request.path("id"))
                .flatMap(id -> contacts.find(request.caller().workspace(), id))
                .orElseThrow(Rejected::notFound);
    }

    HttpResponse answer(Workspace workspace, LiveContact contact) {
        var person = persons.of(workspace, contact.contact());
        return HttpResponse.ok(ContactView.of(workspace, contact, person), contact.contact().version());
    }
}
