package kartei.function.contactedit;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.domain.Rejected;
import kartei.domain.contact.ContactId;
import kartei.storage.NotSame;

/// Says, or unsays, that two contacts are different persons (S26–S31).
record TellApart(NotSame notSame) {

    HttpResponse answer(HttpRequest request, boolean different) {
        var one = ContactId.of(request.path("id")).orElseThrow(Rejected::notFound);
        var other = ContactId.of(request.path("otherId")).orElseThrow(Rejected::notFound);
        if (one.equals(other)) {
            throw Rejected.invalid("/otherId", "must be another contact");
        }
        notSame.set(request.workspace(), one, other, different);
        return HttpResponse.noContent();
    }
}
