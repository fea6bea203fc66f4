package kartei.function.contactedit;

import java.util.Optional;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.domain.Rejected;
import kartei.domain.attribute.BuiltInAttributes;
import kartei.domain.workspace.Workspace;
import kartei.storage.ContactLists;

/// Lists contacts, newest activity first: all, those of a channel, those in the VIP group (S41).
record ListContacts(ContactLists lists) {

    HttpResponse answer(HttpRequest request) {
        var channel = request.query("channel");
        var group = request.query("group");
        if (group.isPresent() && !group.get().equals(BuiltInAttributes.VIP.value())) {
            throw Rejected.notFound();
        }
        String[] filters = {"channel=" + channel.orElse(""), "group=" + group.orElse("")};
        var wanted = request.page(filters);
        var found = lists.page(request.caller().workspace(), new ContactLists.Filter(channel, group.isPresent()),
                wanted.start(), wanted.limit());
        var workspace = request.workspace();
        check(workspace, channel, group);
        return request.answer(found.map(contact -> ContactView.item(workspace, contact)), filters);
    }

    /// A channel that is not there, and the VIP group while VIP is off (S42), are 404.
    private static void check(Workspace workspace, Optional<String> channel, Optional<String> group) {
        if (channel.filter(id -> workspace.channel(id).isEmpty()).isPresent()
                || (group.isPresent() && !workspace.vipOn())) {
            throw Rejected.notFound();
        }
    }
}
