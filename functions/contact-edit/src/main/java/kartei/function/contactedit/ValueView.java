package kartei.function.contactedit;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import kartei.api.json.Json;
import kartei.api.view.MessageView;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeType;
import kartei.domain.attribute.Option;
import kartei.domain.contact.AttributeValues;
import kartei.domain.contact.Source;
import kartei.domain.contact.StoredValue;
import kartei.domain.workspace.Workspace;

/// An attribute on the contact tab: its effective value, and where several sources have one, what each of them says (S5, S19).
final class ValueView {
    private ValueView() {}

    static Json of(Workspace workspace, AttributeDefinition definition, AttributeValues values) {
        var source = values.effectiveSource(definition);
        var stored = source.flatMap(values::from);
        var shown = Json.object()
                .put("key", definition.key().value())
                .put("label", definition.label())
                .put("kind", definition.kind().word())
                .put("type", definition.type().word())
                .putOrNull("value", stored.map(held -> text(definition, held)))
                .putIfPresent("optionId", stored.flatMap(held -> option(definition, held)).map(Option::id))
                .putIfPresent("source", source.map(Source::word))
                .put("editable", Editable.violationOf(workspace, definition).isEmpty());
        stored.ifPresent(held -> signed(shown, held));
        var all = values.sideBySide(definition);
        return all.size() > 1 ? sideBySide(shown, definition, all) : shown;
    }

    private static Json sideBySide(Json.Obj shown, AttributeDefinition definition, Map<Source, StoredValue> all) {
        if (all.values().stream().map(StoredValue::value).distinct().count() > 1) {
            shown.put("conflict", true);
        }
        return shown.put("values",
                Json.array(List.copyOf(all.entrySet()), entry -> one(definition, entry.getKey(), entry.getValue())));
    }

    private static Json one(AttributeDefinition definition, Source source, StoredValue value) {
        return signed(Json.object()
                .put("source", source.word())
                .put("value", text(definition, value))
                .putIfPresent("optionId", option(definition, value).map(Option::id)), value);
    }

    private static Json.Obj signed(Json.Obj shown, StoredValue value) {
        shown.put("updatedAt", value.at());
        value.by().ifPresent(by -> shown.put("updatedBy", MessageView.actor(by)));
        return shown;
    }

    private static String text(AttributeDefinition definition, StoredValue value) {
        return option(definition, value).map(Option::label).orElse(value.value());
    }

    private static Optional<Option> option(AttributeDefinition definition, StoredValue value) {
        return definition.type() == AttributeType.DROPDOWN ? definition.option(value.value()) : Optional.empty();
    }
}
