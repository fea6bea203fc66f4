package kartei.function.contactedit;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.conversation.LiveContact;
import kartei.storage.ConditionFailed;
import kartei.storage.Contacts;
import kartei.storage.Workspaces;

/// Fills in values of a contact, all of them or none (S4, S10, S11, S17).
record EditValues(Contacts contacts, Workspaces workspaces, ShowContact show) {

    HttpResponse answer(HttpRequest request, LiveContact contact) {
        var workspace = request.workspace();
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var edit = new ValueEditBody(request.body(), workspace).read(request.caller().actor(), request.now());
            try {
                var edited = contacts.edit(workspace, contact, edit.authorship(),
                        current -> edit.appliedTo(current, request.ifMatch()));
                return show.answer(workspace, edited);
            } catch (ConditionFailed deletedMeanwhile) {
                workspace = workspaces.open(workspace.id());
            }
        }
        throw Rejected.busy();
    }
}
