package kartei.storage;

import java.util.LinkedHashMap;

import kartei.domain.WorkspaceId;
import kartei.domain.attribute.AttributeKey;
import kartei.domain.attribute.AttributeKind;
import kartei.domain.attribute.AttributeType;
import kartei.domain.contact.ContactId;
import kartei.domain.contact.Source;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.Snapshot;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// `V#…`: a piece of the values that a contact had when a conversation was resolved.
final class SnapshotCodec implements ItemCodec<SnapshotPiece> {
    private static final String VIP = "vip";

    @Override
    public Item encode(WorkspaceId ws, SnapshotPiece piece) {
        var item = Item.at(Keys.snapshot(ws, piece.conversation(), piece.number()))
                .text("contact", piece.conversation().contact().value())
                .text("conversation", piece.conversation().ulid())
                .number("number", piece.number())
                .number("count", piece.count())
                .time("at", piece.part().at())
                .with("values",
                        AttributeValue.fromL(piece.part().values().stream().map(SnapshotCodec::value).toList()));
        piece.part().vip().ifPresent(vip -> item.flag(VIP, vip));
        return item;
    }

    @Override
    public SnapshotPiece decode(Item item) {
        var conversation = new ConversationId(new ContactId(item.text("contact")), item.text("conversation"));
        var part = new Snapshot(item.time("at"), item.field(VIP).map(AttributeValue::bool),
                item.list("values").stream().map(value -> value(Item.of(value.m()))).toList());
        return new SnapshotPiece(conversation, Math.toIntExact(item.number("number")),
                Math.toIntExact(item.number("count")), part);
    }

    private static AttributeValue value(Snapshot.Value value) {
        return AttributeValue.fromM(Item.of(new LinkedHashMap<>())
                .text("key", value.key().value())
                .text("label", value.label())
                .text("kind", value.kind().name())
                .text("type", value.type().name())
                .text("text", value.text())
                .text("option", value.optionId())
                .text("source", value.source().word())
                .fields());
    }

    private static Snapshot.Value value(Item value) {
        return new Snapshot.Value(new AttributeKey(value.text("key")), value.text("label"),
                AttributeKind.valueOf(value.text("kind")), AttributeType.valueOf(value.text("type")),
                value.text("text"), value.findText("option"), Source.of(value.text("source")));
    }
}
