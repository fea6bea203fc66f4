package kartei.function.contactedit;

import java.util.List;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.api.json.Json;
import kartei.api.view.CriterionView;
import kartei.domain.Rejected;
import kartei.domain.contact.Contact;
import kartei.domain.rule.ContactGroup;
import kartei.domain.rule.Operator;
import kartei.domain.rule.RuleKey;
import kartei.domain.workspace.Workspace;

/// Why a contact is in a group, or is not: each thing that the group asks for, and whether it holds by the contact's values
/// as they are now.
record ShowMembership(ShowContact show) {

    HttpResponse answer(HttpRequest request) {
        var contact = show.find(request).contact();
        var workspace = request.workspace();
        var key = request.path("key");
        var shown = RuleKey.folded(key).equals(ContactGroup.VIP) ? vip(workspace, contact)
                : workspace.rules()
                        .group(key)
                        .map(group -> custom(workspace, contact, group))
                        .orElseThrow(Rejected::notFound);
        return HttpResponse
                .ok(shown.put("rulesVersion", workspace.allRules().stamp()).put("contactVersion", contact.version()));
    }

    /// While VIP is off there is no such group (S42).
    private static Json.Obj vip(Workspace workspace, Contact contact) {
        if (!workspace.vipOn()) {
            throw Rejected.notFound();
        }
        var input = Json.object()
                .put("attribute", ContactGroup.VIP)
                .put("op", Operator.EQUALS.word())
                .put("value", "true")
                .put("actual", Boolean.toString(contact.vip()))
                .put("holds", contact.vip());
        return Json.object().put("member", contact.vip()).put("inputs", List.of(input));
    }

    private static Json.Obj custom(Workspace workspace, Contact contact, ContactGroup group) {
        var attributes = workspace.attributes();
        var region = workspace.linkRule().region();
        var inputs = Json.array(group.all(),
                criterion -> CriterionView.of(attributes, criterion)
                        .putOrNull("actual", CriterionView.actual(attributes, criterion, contact))
                        .put("holds", criterion.holds(contact, attributes, region)));
        return Json.object().put("member", group.has(contact, attributes, region)).put("inputs", inputs);
    }
}
