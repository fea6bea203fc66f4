package kartei.function.contactedit;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.api.json.Json;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.contact.ContactId;
import kartei.domain.link.MarkKind;
import kartei.domain.link.Person.Linked;
import kartei.domain.workspace.Workspace;
import kartei.storage.Persons;

/// Shows which contacts are the same person, and why (S26–S31).
record ShowLinks(ShowContact show, Persons persons) {

    HttpResponse answer(HttpRequest request) {
        var contact = show.find(request);
        var workspace = request.workspace();
        var person = persons.of(workspace, contact.contact());
        var body = Json.object()
                .put("items", person.others().stream().map(linked -> shown(workspace, linked)).toList());
        return HttpResponse.ok(person.cut() ? body.put("cut", true) : body);
    }

    private static Json shown(Workspace workspace, Linked linked) {
        var shown = Json.object().put("contactId", linked.contact().value());
        var because = MarkKind.isNetwork(linked.kind()) ? shown.put("because", "network-user")
                : shown.put("because", "matching-attribute")
                        .putIfPresent("attribute",
                                workspace.linkRule()
                                        .attribute()
                                        .flatMap(workspace.attributes()::withId)
                                        .map(AttributeDefinition::key)
                                        .map(key -> key.value()));
        return because.putIfPresent("via", linked.via().map(ContactId::value));
    }
}
