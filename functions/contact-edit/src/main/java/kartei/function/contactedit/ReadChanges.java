package kartei.function.contactedit;

import java.util.Optional;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.api.json.Json;
import kartei.api.view.Fitting;
import kartei.api.view.MessageView;
import kartei.domain.Rejected;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeKey;
import kartei.domain.attribute.AttributeType;
import kartei.domain.attribute.Option;
import kartei.domain.contact.ContactId;
import kartei.domain.contact.ValueChange;
import kartei.domain.workspace.Workspace;
import kartei.storage.ChangeLog;
import kartei.storage.ChangeLog.Logged;

/// Tells who changed which value of a contact, newest first.
record ReadChanges(ChangeLog log) {

    HttpResponse answer(HttpRequest request) {
        var wanted = request.page();
        var contact = ContactId.of(request.path("id")).orElseThrow(Rejected::notFound);
        var found = log.page(request.caller().workspace(), contact, wanted.start(), wanted.limit())
                .orElseThrow(Rejected::notFound);
        var workspace = request.workspace();
        return request.answer(Fitting.page(found, logged -> shown(workspace, logged), Logged::position));
    }

    private static Json shown(Workspace workspace, Logged logged) {
        var change = logged.change();
        var authorship = logged.edit().authorship();
        var definition = workspace.attributes().withId(change.attribute());
        var shown = Json.object().put("id", logged.id()).put("at", authorship.at());
        authorship.by().ifPresent(by -> shown.put("by", MessageView.actor(by)));
        if (change.isCleared()) {
            shown.put("cleared", true);
        }
        return shown.put("source", change.source().word())
                .put("attribute", key(change, definition))
                .putOrNull("before", change.before().map(text -> text(definition, text)))
                .putOrNull("after", change.after().map(text -> text(definition, text)));
    }

    /// An attribute that was deleted is shown by the key that it had.
    private static String key(ValueChange change, Optional<AttributeDefinition> definition) {
        return definition.map(AttributeDefinition::key)
                .or(change::key)
                .map(AttributeKey::value)
                .orElse(change.attribute());
    }

    /// Of a dropdown the label of the option, while there is one.
    private static String text(Optional<AttributeDefinition> definition, String stored) {
        return definition.filter(held -> held.type() == AttributeType.DROPDOWN)
                .flatMap(held -> held.option(stored))
                .map(Option::label)
                .orElse(stored);
    }
}
