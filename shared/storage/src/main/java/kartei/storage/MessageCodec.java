package kartei.storage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import kartei.domain.Actor;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.Attachment;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.Direction;
import kartei.domain.conversation.Message;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// `M#…`: a message of a conversation.
final class MessageCodec implements ItemCodec<Message> {
    static final String CLAIM = "claim";

    @Override
    public Item encode(WorkspaceId ws, Message message) {
        return Item.at(Keys.message(ws, message.conversation(), message.id()))
                .text("id", message.id())
                .text("contact", message.conversation().contact().value())
                .text("conversation", message.conversation().ulid())
                .text("direction", message.direction().name())
                .text("text", message.text())
                .time("sentAt", message.sentAt())
                .text("by", message.by().map(Actor::id))
                .text("byName", message.by().flatMap(Actor::name))
                .with("attachments",
                        AttributeValue.fromL(message.attachments().stream().map(MessageCodec::attachment).toList()))
                .text(CLAIM, message.claim());
    }

    @Override
    public Message decode(Item item) {
        var conversation = new ConversationId(new ContactId(item.text("contact")), item.text("conversation"));
        List<Attachment> attachments = item.list("attachments")
                .stream()
                .map(value -> attachment(Item.of(value.m())))
                .toList();
        return new Message(item.text("id"), conversation, Direction.valueOf(item.text("direction")),
                item.findText("text"), item.time("sentAt"),
                item.findText("by").map(id -> new Actor(id, item.findText("byName"))), attachments,
                item.findText(CLAIM));
    }

    private static AttributeValue attachment(Attachment attachment) {
        Map<String, AttributeValue> fields = new LinkedHashMap<>();
        var item = Item.of(fields)
                .text("id", attachment.id())
                .text("name", attachment.name())
                .text("contentType", attachment.contentType())
                .number("size", attachment.size())
                .text("object", attachment.object())
                .text("reference", attachment.reference());
        return AttributeValue.fromM(item.fields());
    }

    private static Attachment attachment(Item fields) {
        return new Attachment(fields.text("id"), fields.findText("name"), fields.text("contentType"),
                fields.number("size"), fields.findText("object"), fields.findText("reference"));
    }
}
