package kartei.function.contactedit;

import kartei.api.json.Json;
import kartei.api.view.ChannelView;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.LiveContact;
import kartei.domain.link.Person;
import kartei.domain.workspace.Workspace;

/// A contact as the API shows it (api.md, Contacts).
final class ContactView {
    private ContactView() {}

    /// The contact tab: with the attributes that are on and apply to the medium, in display order (S3, S8, S18).
    static Json of(Workspace workspace, LiveContact live, Person person) {
        var contact = live.contact();
        var attributes = workspace.attributes()
                .inOrder()
                .stream()
                .filter(definition -> !definition.isVip() && definition.shownOn(contact.medium()))
                .map(definition -> ValueView.of(workspace, definition, contact.valuesOf(definition.id())))
                .toList();
        return end(workspace, live, person, head(workspace, live).put("attributes", attributes));
    }

    /// A contact in a list: without its attributes.
    static Json item(Workspace workspace, LiveContact live, Person person) {
        return end(workspace, live, person, head(workspace, live));
    }

    private static Json.Obj head(Workspace workspace, LiveContact live) {
        var contact = live.contact();
        var shown = Json.object()
                .put("id", contact.id().value())
                .put("channel", ChannelView.of(workspace, contact.channelId(), contact.medium()))
                .putOrNull("displayName", contact.profile().displayName())
                .putOrNull("handle", contact.profile().handle());
        return workspace.vipOn() ? shown.put("vip", contact.vip()) : shown;
    }

    private static Json end(Workspace workspace, LiveContact live, Person person, Json.Obj shown) {
        var ids = person.contacts().stream().map(ContactId::value).toList();
        return shown.put("person", Json.object().put("contacts", Json.texts(ids)))
                .put("groups", Json.texts(workspace.groupsThatCount(live.contact())))
                .put("createdAt", live.contact().createdAt())
                .put("lastMessageAt", live.activity().lastMessageAt())
                .put("version", live.contact().version());
    }
}
