package kartei.function.inbox;

import kartei.api.json.Json;
import kartei.api.view.ChannelView;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.Snapshot;
import kartei.domain.workspace.Workspace;
import kartei.storage.Conversations;

/// A conversation as the API shows it (api.md, Conversations and the queue).
final class ConversationView {
    private ConversationView() {}

    /// With the snapshot of the contact's values, once it is resolved.
    static Json of(Conversations.Whole whole, Workspace workspace) {
        var shown = of(whole.conversation(), workspace);
        whole.snapshot().ifPresent(snapshot -> shown.put("snapshot", snapshot(snapshot, workspace)));
        return shown;
    }

    private static Json snapshot(Snapshot snapshot, Workspace workspace) {
        var shown = Json.object().put("at", snapshot.at());
        snapshot.vip().filter(vip -> workspace.vipOn()).ifPresent(vip -> shown.put("vip", vip));
        return shown.put("attributes",
                Json.array(snapshot.values(),
                        value -> Json.object()
                                .put("key", value.key().value())
                                .put("label", value.label())
                                .put("kind", value.kind().word())
                                .put("type", value.type().word())
                                .put("value", value.text())
                                .putIfPresent("optionId", value.optionId())
                                .put("source", value.source().word())));
    }

    static Json.Obj of(Conversation conversation, Workspace workspace) {
        var contact = Json.object()
                .put("id", conversation.id().contact().value())
                .putOrNull("displayName", conversation.contactName());
        if (workspace.vipOn()) {
            contact.put("vip", conversation.vip());
        }
        return Json.object()
                .put("id", conversation.id().value())
                .put("contact", contact)
                .put("channel", ChannelView.of(workspace, conversation.channelId(), conversation.medium()))
                .put("visibility", conversation.visibility().word())
                .put("status", conversation.status().word())
                .put("score", conversation.standing().score())
                .put("team", conversation.standing().team())
                .put("topics", Json.texts(conversation.topics()))
                .putTimeOrNull("waitingSince", conversation.waitingSince())
                .put("lastMessageAt", conversation.lastMessageAt())
                .put("version", conversation.version());
    }
}
