package kartei.function.viprouting;

import java.util.List;
import java.util.function.Supplier;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.api.CountOnce;
import kartei.api.json.Json;
import kartei.domain.rule.ContactGroup;
import kartei.storage.Members;

/// Says how many contacts would be members of a group, before it is made (S33): at once, or by a job where there are many.
record PreviewGroup(Members members, CountOnce once, Supplier<String> ids) {

    HttpResponse answer(HttpRequest request, ContactGroup group) {
        var workspace = request.workspace();
        return once.answer(request,
                () -> members.atOnce(workspace, group).map(count -> Json.object().put("contacts", count)), () -> {
                    var job = Members.job(ids.get(), request.now());
                    return new CountOnce.Start(job, List.of(Members.draft(workspace.id(), job, group)));
                });
    }
}
