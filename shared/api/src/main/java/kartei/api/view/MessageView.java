package kartei.api.view;

import java.util.ArrayList;
import java.util.Set;

import kartei.api.json.Json;
import kartei.domain.Actor;
import kartei.domain.conversation.Attachment;
import kartei.domain.conversation.Message;

/// A message as the API shows it (api.md, Contacts).
public final class MessageView {
    private MessageView() {}

    /// `stored` are the objects that are in the bucket; a file that lies elsewhere awaits nothing. `url` is where a file of
    /// ours is downloaded from.
    public static Json.Obj of(Message message, Set<String> stored) {
        var shown = Json.object()
                .put("id", message.id())
                .put("direction", message.direction().word())
                .putOrNull("text", message.text())
                .put("sentAt", message.sentAt());
        message.by().ifPresent(by -> shown.put("by", actor(by)));
        return shown.put("attachments", attachments(message, stored));
    }

    /// Who did something; without a name when the token said none.
    public static Json actor(Actor actor) {
        return Json.object().put("id", actor.id()).putIfPresent("name", actor.name());
    }

    private static Json.Array attachments(Message message, Set<String> stored) {
        var shown = new ArrayList<Json>();
        for (int i = 0; i < message.attachments().size(); i++) {
            var attachment = message.attachments().get(i);
            var url = "/v1/contacts/" + message.conversation().contact().value() + "/attachments/" + message.placeOf(i);
            shown.add(attachment(attachment, stored).putIfPresent("url", attachment.object().map(held -> url)));
        }
        return Json.array(shown, one -> one);
    }

    private static Json.Obj attachment(Attachment attachment, Set<String> stored) {
        var shown = Json.object()
                .put("id", attachment.id())
                .putOrNull("name", attachment.name())
                .put("contentType", attachment.contentType())
                .put("size", attachment.size());
        var awaited = attachment.object().filter(object -> !stored.contains(object));
        return shown.put("state", awaited.isPresent() ? "awaited" : "stored")
                .putIfPresent("reference", attachment.reference());
    }
}
