package kartei.function.inbox;

import kartei.api.json.Json;
import kartei.api.view.ChannelView;
import kartei.domain.conversation.Conversation;
import kartei.domain.workspace.Workspace;

/// A conversation as the API shows it (api.md, Conversations and the queue).
final class ConversationView {
    private ConversationView() {}

    static Json of(Conversation conversation, Workspace workspace) {
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
