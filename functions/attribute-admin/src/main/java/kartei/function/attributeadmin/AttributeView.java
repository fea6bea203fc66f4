package kartei.function.attributeadmin;

import java.util.Optional;

import kartei.api.json.Json;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeKind;
import kartei.domain.attribute.Option;
import kartei.storage.Usage;

/// An attribute as the API shows it.
final class AttributeView {
    private AttributeView() {}

    static Json.Obj of(AttributeDefinition definition, int position, Optional<Usage.Count> usage) {
        var shown = Json.object()
                .put("key", definition.key().value())
                .put("label", definition.label())
                .put("kind", definition.kind().word())
                .put("type", definition.type().word())
                .put("format", definition.format().word())
                .put("options", Json.array(definition.options(), option -> option(option, usage)))
                .put("enabled", definition.enabled());
        if (definition.kind() == AttributeKind.PLATFORM) {
            var media = Json.object();
            definition.media().forEach((medium, on) -> media.put(medium.word(), on));
            shown.put("media", media);
        }
        shown.put("crmManaged", definition.crmManaged()).put("lookup", definition.lookup()).put("position", position);
        usage.ifPresent(count -> shown.put("usage", count.contacts()));
        return shown.put("version", definition.version());
    }

    /// The attribute of a catalogue, without its usage.
    static Json.Obj of(Catalog catalog, AttributeDefinition definition) {
        return of(definition, catalog.positionOf(definition), Optional.empty());
    }

    private static Json option(Option option, Optional<Usage.Count> usage) {
        var shown = Json.object().put("id", option.id()).put("label", option.label());
        usage.ifPresent(count -> shown.put("contacts", count.byOption().getOrDefault(option.id(), 0L)));
        return shown;
    }
}
