package kartei.api.view;

import java.util.Optional;

import kartei.api.json.Json;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeType;
import kartei.domain.attribute.Attributes;
import kartei.domain.attribute.Option;
import kartei.domain.contact.Contact;
import kartei.domain.rule.Criterion;

/// What a contact group asks of an attribute, as the API shows it: `{attribute, op, value}`, options by their labels.
public final class CriterionView {
    private CriterionView() {}

    public static Json.Obj of(Attributes attributes, Criterion criterion) {
        var definition = attributes.withId(criterion.attribute());
        var operands = criterion.operands().stream().map(operand -> shown(definition, operand)).toList();
        var shown = Json.object()
                .put("attribute", definition.map(known -> known.key().value()).orElse(criterion.attribute()))
                .put("op", criterion.op().word());
        return switch (criterion.op()) {
            case ANY_OF -> shown.put("value", Json.texts(operands));
            case IS_SET -> shown.put("value", operands.contains(Criterion.SET));
            case EQUALS, CONTAINS, GT, GTE, LT, LTE -> shown.put("value", operands.getFirst());
        };
    }

    /// What the contact has, as it is shown.
    public static Optional<String> actual(Attributes attributes, Criterion criterion, Contact contact) {
        return criterion.valueOf(contact, attributes)
                .map(value -> shown(attributes.withId(criterion.attribute()), value));
    }

    private static String shown(Optional<AttributeDefinition> definition, String value) {
        return definition.filter(known -> known.type() == AttributeType.DROPDOWN)
                .flatMap(known -> known.option(value))
                .map(Option::label)
                .orElse(value);
    }
}
