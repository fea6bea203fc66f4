package kartei.function.contactexport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

import kartei.api.json.Json;
import kartei.api.json.JsonWriter;
import kartei.api.view.ChannelView;
import kartei.api.view.MessageView;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.contact.ContactId;
import kartei.domain.contact.LoggedEdit;
import kartei.domain.contact.ValueChange;
import kartei.domain.conversation.LiveContact;
import kartei.domain.conversation.Message;
import kartei.domain.conversation.Snapshot;
import kartei.domain.export.Bundle;
import kartei.domain.link.MarkKind;
import kartei.domain.link.Person;
import kartei.domain.workspace.Workspace;
import kartei.storage.Conversations;

/// `data.json` of an access bundle, piece by piece in its order (docs/access-bundle.md). An element that is not the first of its
/// list begins with a comma.
final class BundleJson {
    private static final int FORMAT_VERSION = 1;

    private final Workspace workspace;
    private final HeldValues values;

    BundleJson(Workspace workspace) {
        this.workspace = workspace;
        this.values = new HeldValues(workspace);
    }

    String opening(Bundle bundle) {
        var head = Json.object()
                .put("format", "kartei-access-bundle")
                .put("version", FORMAT_VERSION)
                .put("id", bundle.id().value())
                .put("workspace", workspace.id().value())
                .put("askedAt", bundle.createdAt())
                .put("contact", bundle.person().contact().value())
                .put("links", bundle.person().others().stream().map(this::link).toList());
        return opened(bundle.person().cut() ? head.put("cut", true) : head, "contacts");
    }

    String closing() {
        return "]}\n";
    }

    /// The object without its end, in which a list begins.
    private static String opened(Json.Obj object, String list) {
        var text = text(object);
        return text.substring(0, text.length() - 1) + ",\"" + list + "\":[";
    }

    private static String text(Json json) {
        return new String(JsonWriter.write(json), UTF_8);
    }

    private static String element(String text, boolean first) {
        return (first ? "\n" : ",\n") + text;
    }

    private Json link(Person.Linked linked) {
        var shown = Json.object().put("contactId", linked.contact().value()).put("because", because(linked));
        return (MarkKind.isNetwork(linked.kind()) ? shown
                : shown.putIfPresent("attribute",
                        workspace.linkRule()
                                .attribute()
                                .flatMap(workspace.attributes()::withId)
                                .map(AttributeDefinition::key)
                                .map(key -> key.value())))
                .putIfPresent("via", linked.via().map(ContactId::value));
    }

    static String because(Person.Linked linked) {
        return MarkKind.isNetwork(linked.kind()) ? "network-user" : "matching-attribute";
    }

    // ---- contacts ----

    String contact(LiveContact live, boolean first) {
        var contact = live.contact();
        var head = Json.object()
                .put("id", contact.id().value())
                .put("channel", ChannelView.of(workspace, contact.channelId(), contact.medium()))
                .put("senderId", contact.senderId())
                .putOrNull("networkUserId", contact.networkUserId())
                .putOrNull("displayName", contact.profile().displayName())
                .putOrNull("handle", contact.profile().handle())
                .putOrNull("pictureUrl", contact.profile().pictureUrl())
                .put("vip", contact.vip())
                .put("groups", Json.texts(workspace.groupsThatCount(contact)))
                .put("notSame",
                        Json.texts(contact.notSame().stream().sorted(ContactId.ORDER).map(ContactId::value).toList()))
                .put("createdAt", contact.createdAt())
                .put("changedAt", contact.changedAt())
                .put("lastMessageAt", live.activity().lastMessageAt())
                .put("values", values.of(contact).stream().map(BundleJson::value).toList());
        return element(opened(head, "changes"), first);
    }

    private static Json value(HeldValues.Held held) {
        var shown = Json.object()
                .put("attribute", held.attribute())
                .put("label", held.label())
                .put("source", held.source().word())
                .put("value", held.text())
                .putIfPresent("optionId", held.option())
                .put("updatedAt", held.value().at());
        held.value().by().ifPresent(by -> shown.put("updatedBy", MessageView.actor(by)));
        return shown;
    }

    String edit(LoggedEdit edit, boolean first) {
        var shown = Json.object().put("id", edit.id()).put("at", edit.authorship().at());
        edit.authorship().by().ifPresent(by -> shown.put("by", MessageView.actor(by)));
        return element(text(shown.put("values", edit.changes().stream().map(this::change).toList())), first);
    }

    private Json change(ValueChange change) {
        return Json.object()
                .put("attribute", values.attributeOf(change))
                .put("source", change.source().word())
                .putOrNull("before", change.before().map(text -> values.textOf(change, text)))
                .putOrNull("after", change.after().map(text -> values.textOf(change, text)));
    }

    /// Between the changes of a contact and its conversations.
    String changesEnd() {
        return "],\"conversations\":[";
    }

    String contactEnd() {
        return "]}";
    }

    // ---- conversations ----

    String conversation(Conversations.Whole whole, boolean first) {
        var conversation = whole.conversation();
        var head = Json.object()
                .put("id", conversation.id().value())
                .put("channel", ChannelView.of(workspace, conversation.channelId(), conversation.medium()))
                .put("visibility", conversation.visibility().word())
                .put("status", conversation.status().word())
                .putIfPresent("reason", conversation.statusReason())
                .putIfPresent("comment", conversation.statusComment())
                .put("topics", Json.texts(conversation.topics()))
                .put("team", conversation.standing().team())
                .put("score", conversation.standing().score())
                .put("groups", Json.texts(conversation.groups()))
                .put("vip", conversation.vip())
                .putOrNull("contactName", conversation.contactName())
                .put("createdAt", conversation.createdAt())
                .put("lastMessageAt", conversation.lastMessageAt())
                .putTimeOrNull("waitingSince", conversation.waitingSince())
                .putTimeOrNull("resolvedAt", conversation.resolvedAt());
        whole.snapshot().ifPresent(snapshot -> head.put("snapshot", snapshot(snapshot)));
        return element(opened(head, "messages"), first);
    }

    private static Json snapshot(Snapshot snapshot) {
        var shown = Json.object().put("at", snapshot.at());
        snapshot.vip().ifPresent(vip -> shown.put("vip", vip));
        return shown.put("values",
                Json.array(snapshot.values(),
                        value -> Json.object()
                                .put("attribute", value.key().value())
                                .put("label", value.label())
                                .put("source", value.source().word())
                                .put("value", value.text())
                                .putIfPresent("optionId", value.optionId())));
    }

    String conversationEnd() {
        return "]}";
    }

    String message(Message message, List<BundledFile> files, boolean first) {
        var shown = Json.object()
                .put("id", message.id())
                .put("direction", message.direction().word())
                .put("sentAt", message.sentAt())
                .putOrNull("text", message.text());
        message.by().ifPresent(by -> shown.put("by", MessageView.actor(by)));
        return element(text(shown.put("attachments", Json.array(files, BundleJson::file))), first);
    }

    private static Json file(BundledFile file) {
        var attachment = file.attachment();
        return Json.object()
                .put("id", attachment.id())
                .putOrNull("name", attachment.name())
                .put("contentType", attachment.contentType())
                .put("size", attachment.size())
                .put("state", file.state().word())
                .putIfPresent("file", file.entry())
                .putIfPresent("reference", attachment.reference());
    }
}
