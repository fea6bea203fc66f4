package kartei.storage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import kartei.domain.Medium;
import kartei.domain.WorkspaceId;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeKey;
import kartei.domain.attribute.AttributeKind;
import kartei.domain.attribute.AttributeType;
import kartei.domain.attribute.Format;
import kartei.domain.attribute.Option;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// `D#key`: a definition that an admin made or changed.
final class AttributeDefinitionCodec implements ItemCodec<AttributeDefinition> {
    @Override
    public Item encode(WorkspaceId ws, AttributeDefinition definition) {
        return Item.at(Keys.definition(ws, definition.key()))
                .text("id", definition.id())
                .text("key", definition.key().value())
                .text("label", definition.label())
                .text("kind", definition.kind().name())
                .text("type", definition.type().name())
                .text("format", definition.format().name())
                .with("options", options(definition.options()))
                .flag("enabled", definition.enabled())
                .with("media", media(definition.media()))
                .flag("crmManaged", definition.crmManaged())
                .flag("lookup", definition.lookup())
                .number(Fields.VERSION, definition.version());
    }

    @Override
    public AttributeDefinition decode(Item item) {
        return new AttributeDefinition(item.text("id"), new AttributeKey(item.text("key")), item.text("label"),
                AttributeKind.valueOf(item.text("kind")), AttributeType.valueOf(item.text("type")),
                Format.valueOf(item.text("format")), options(item), item.flag("enabled"), media(item),
                item.flag("crmManaged"), item.flag("lookup"), item.number(Fields.VERSION));
    }

    static AttributeValue options(List<Option> options) {
        return AttributeValue.fromL(options.stream()
                .map(option -> AttributeValue.fromM(
                        Map.of("id", AttributeValue.fromS(option.id()), "label", AttributeValue.fromS(option.label()))))
                .toList());
    }

    private static List<Option> options(Item item) {
        return item.list("options")
                .stream()
                .map(value -> Item.of(value.m()))
                .map(option -> new Option(option.text("id"), option.text("label")))
                .toList();
    }

    static AttributeValue media(Map<Medium, Boolean> media) {
        return AttributeValue.fromM(media.entrySet()
                .stream()
                .collect(Collectors.toMap(entry -> entry.getKey().name(),
                        entry -> AttributeValue.fromBool(entry.getValue()))));
    }

    private static Map<Medium, Boolean> media(Item item) {
        var media = new LinkedHashMap<Medium, Boolean>();
        item.map("media").forEach((name, on) -> media.put(Medium.valueOf(name), on.bool()));
        return media;
    }
}
