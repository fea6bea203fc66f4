package kartei.function.viprouting;

import java.util.List;

import kartei.api.json.Json;
import kartei.api.view.CriterionView;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.rule.ContactGroup;
import kartei.domain.rule.Criterion;
import kartei.domain.rule.Operator;
import kartei.domain.workspace.Workspace;

/// A contact group as the API shows it. `flagged` are attributes that are off: new rules may not ask for them, this one does.
final class GroupView {
    private GroupView() {}

    static Json.Obj of(Workspace workspace, ContactGroup group) {
        var attributes = workspace.attributes();
        var shown = Json.object()
                .put("key", group.key())
                .put("name", group.name())
                .put("all", Json.array(group.all(), criterion -> CriterionView.of(attributes, criterion)));
        var flagged = group.all()
                .stream()
                .map(Criterion::attribute)
                .distinct()
                .flatMap(id -> attributes.withId(id).stream())
                .filter(definition -> !definition.enabled())
                .map(definition -> definition.key().value())
                .toList();
        return flagged(shown, flagged);
    }

    /// The group that is built in.
    static Json.Obj vip(Workspace workspace) {
        var label = workspace.attributes().find(ContactGroup.VIP).map(AttributeDefinition::label).orElse("VIP");
        var isSet = Json.object()
                .put("attribute", ContactGroup.VIP)
                .put("op", Operator.EQUALS.word())
                .put("value", "true");
        var shown = Json.object().put("key", ContactGroup.VIP).put("name", label).put("all", List.of(isSet));
        return flagged(shown, workspace.vipOn() ? List.of() : List.of(ContactGroup.VIP));
    }

    private static Json.Obj flagged(Json.Obj shown, List<String> keys) {
        return keys.isEmpty() ? shown : shown.put("flagged", Json.texts(keys));
    }
}
