package kartei.function.contactedit;

import java.util.List;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.api.http.Precondition;
import kartei.domain.Fault;
import kartei.domain.Rejected;
import kartei.domain.Rejection;
import kartei.domain.contact.Authorship;
import kartei.domain.contact.Contact;
import kartei.domain.conversation.LiveContact;
import kartei.storage.ConditionFailed;
import kartei.storage.Contacts;

/// Sets or clears VIP on a contact (S32, S40), while VIP is on (S42).
record MarkVip(Contacts contacts, ShowContact show) {
    private static final String VIP = "vip";

    HttpResponse answer(HttpRequest request, LiveContact contact) {
        var body = request.body();
        var vip = body.flag(VIP);
        if (!body.has(VIP) || body.isNull(VIP)) {
            body.fault(VIP, "is required");
        }
        body.check();
        if (!request.workspace().vipOn()) {
            throw new Rejected(new Rejection.NotEditable(List.of(new Fault("/" + VIP, "is off in this workspace"))));
        }
        return show.answer(request.workspace(), edited(request, contact, vip.orElseThrow()));
    }

    private LiveContact edited(HttpRequest request, LiveContact contact, boolean vip) {
        try {
            return contacts.edit(request.workspace(), contact, Authorship.of(request.caller().actor(), request.now()),
                    current -> marked(current, vip, request.ifMatch()));
        } catch (ConditionFailed aboutAttributes) {
            throw new IllegalStateException("an edit that changes no value met the conditions of values",
                    aboutAttributes);
        }
    }

    private static Contact marked(Contact contact, boolean vip, Precondition ifMatch) {
        ifMatch.checkPart(contact.vipRev(), contact.version());
        return contact.vip() == vip ? contact : contact.withVip(vip, contact.version() + 1);
    }
}
