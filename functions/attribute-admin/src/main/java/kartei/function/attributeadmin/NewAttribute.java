package kartei.function.attributeadmin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import kartei.api.json.Body;
import kartei.domain.Limits;
import kartei.domain.Wording;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeKey;
import kartei.domain.attribute.AttributeKind;
import kartei.domain.attribute.AttributeType;
import kartei.domain.attribute.Format;
import kartei.domain.attribute.Option;

/// The body of `POST /v1/attributes`, checked: what an admin wants a new custom attribute to be (S9–S13, S15).
record NewAttribute(
        Optional<AttributeKey> key,
        String label,
        AttributeType type,
        Format format,
        List<String> options,
        boolean enabled,
        boolean crmManaged,
        boolean lookup) {

    static NewAttribute of(Body body) {
        var key = body.text("key");
        key.filter(text -> !AttributeKey.isCustom(text))
                .ifPresent(_ -> body.fault("key", "must be 1 to 64 letters, digits and underscores"));
        var label = body.requiredText("label");
        if (body.has("label") && !body.isNull("label")) {
            body.fault("label", Wording.violationOfLine(label, Limits.ATTRIBUTE_LABEL_CHARS_MAX));
        }
        body.requiredText("type");
        var type = body.word("type", NewAttribute::type, "text, dropdown");
        var format = body.word("format", Format::of, "text, number, date, email, phone, url");
        format.filter(word -> word != Format.TEXT && type.filter(AttributeType.DROPDOWN::equals).isPresent())
                .ifPresent(_ -> body.fault("format", "is for text attributes only"));
        var options = body.texts("options");
        type.ifPresent(known -> checkOptions(body, known, options));
        var wanted = new NewAttribute(key.filter(AttributeKey::isCustom).map(AttributeKey::new), Wording.trimmed(label),
                type.orElse(AttributeType.TEXT), format.orElse(Format.TEXT), stripped(options),
                body.flag("enabled").orElse(true), body.flag("crmManaged").orElse(false),
                body.flag("lookup").orElse(false));
        body.check();
        return wanted;
    }

    private static Optional<AttributeType> type(String word) {
        return AttributeType.of(word).filter(type -> type != AttributeType.FLAG);
    }

    private static void checkOptions(Body body, AttributeType type, Optional<List<String>> options) {
        if (type == AttributeType.DROPDOWN) {
            var labels = options.orElse(List.of());
            var check = new OptionLabels();
            OptionLabels.checkCount(body, labels.size());
            for (int i = 0; i < labels.size(); i++) {
                var pointer = "options/" + i;
                check.check(labels.get(i), violation -> body.fault(pointer, violation));
            }
        } else if (options.filter(labels -> !labels.isEmpty()).isPresent()) {
            body.fault("options", "are for dropdowns only");
        }
    }

    private static List<String> stripped(Optional<List<String>> options) {
        return options.orElse(List.of()).stream().map(Wording::trimmed).toList();
    }

    AttributeDefinition under(AttributeKey key, Supplier<String> ids) {
        return new AttributeDefinition(ids.get(), key, label, AttributeKind.CUSTOM, type, format,
                options.stream().map(option -> new Option(ids.get(), option)).toList(), enabled, Map.of(), crmManaged,
                lookup, 1);
    }
}
