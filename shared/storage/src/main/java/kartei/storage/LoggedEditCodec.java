package kartei.storage;

import java.util.LinkedHashMap;
import java.util.Optional;

import kartei.domain.Actor;
import kartei.domain.WorkspaceId;
import kartei.domain.attribute.AttributeKey;
import kartei.domain.contact.Authorship;
import kartei.domain.contact.ContactId;
import kartei.domain.contact.LoggedEdit;
import kartei.domain.contact.Source;
import kartei.domain.contact.ValueChange;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// `H#…`: one edit of a contact's values, with all its changes.
final class LoggedEditCodec implements ItemCodec<LoggedEdit> {
    @Override
    public Item encode(WorkspaceId ws, LoggedEdit edit) {
        var by = edit.authorship().by();
        return Item.at(Keys.loggedEdit(ws, edit.contact(), edit.id()))
                .text("contact", edit.contact().value())
                .text("id", edit.id())
                .time("at", edit.authorship().at())
                .text("by", by.map(Actor::id))
                .text("byName", by.flatMap(Actor::name))
                .with("changes", AttributeValue.fromL(edit.changes().stream().map(LoggedEditCodec::change).toList()));
    }

    @Override
    public LoggedEdit decode(Item item) {
        var by = item.findText("by").map(id -> new Actor(id, item.findText("byName")));
        return new LoggedEdit(item.text("id"), new ContactId(item.text("contact")), new Authorship(by, item.time("at")),
                item.list("changes").stream().map(change -> change(Item.of(change.m()))).toList());
    }

    private static AttributeValue change(ValueChange change) {
        return AttributeValue.fromM(Item.of(new LinkedHashMap<>())
                .text("attribute", change.attribute())
                .text("key", change.key().map(AttributeKey::value))
                .text("source", change.source().word())
                .text("before", change.before())
                .text("after", change.after())
                .fields());
    }

    private static ValueChange change(Item change) {
        Optional<AttributeKey> key = change.findText("key").map(AttributeKey::new);
        return new ValueChange(change.text("attribute"), key, Source.of(change.text("source")),
                change.findText("before"), change.findText("after"));
    }
}
