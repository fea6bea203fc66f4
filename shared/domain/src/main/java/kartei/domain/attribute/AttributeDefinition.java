package kartei.domain.attribute;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kartei.domain.Medium;
import kartei.domain.Wording;

/// What can be known of a contact: its key, label and the values it takes (S1, S9–S13).
///
/// `id` is what a contact's values are stored under: the key of a built-in one, a ULID of a custom one. So a key that was
/// deleted and made again starts without values. `media` says for a platform attribute on which media it is on (S23).
public record AttributeDefinition(
        String id,
        AttributeKey key,
        String label,
        AttributeKind kind,
        AttributeType type,
        Format format,
        List<Option> options,
        boolean enabled,
        Map<Medium, Boolean> media,
        boolean crmManaged,
        boolean lookup,
        long version) {

    public AttributeDefinition {
        options = List.copyOf(options);
        var ordered = new EnumMap<Medium, Boolean>(Medium.class);
        ordered.putAll(media);
        media = Collections.unmodifiableMap(ordered);
    }

    /// Whether contacts of `medium` have it at all (S18): a platform attribute only on its own media.
    public boolean appliesTo(Medium medium) {
        return kind != AttributeKind.PLATFORM || media.containsKey(medium);
    }

    /// Whether agents see it on a contact of `medium` (S3, S7, S23, S24).
    public boolean shownOn(Medium medium) {
        return enabled && appliesTo(medium) && media.getOrDefault(medium, true);
    }

    public Optional<Option> option(String id) {
        return options.stream().filter(option -> option.id().equals(id)).findFirst();
    }

    /// The option that a value names: by its id, or by its label, compared as names are.
    public Optional<Option> optionNamed(String idOrLabel) {
        var folded = Wording.folded(idOrLabel);
        return option(idOrLabel)
                .or(() -> options.stream().filter(option -> Wording.folded(option.label()).equals(folded)).findFirst());
    }

    public boolean isVip() {
        return type == AttributeType.FLAG;
    }

    public AttributeDefinition withLabel(String label) {
        return new AttributeDefinition(id, key, label, kind, type, format, options, enabled, media, crmManaged, lookup,
                version);
    }

    public AttributeDefinition withEnabled(boolean enabled) {
        return new AttributeDefinition(id, key, label, kind, type, format, options, enabled, media, crmManaged, lookup,
                version);
    }

    public AttributeDefinition withMedia(Map<Medium, Boolean> media) {
        return new AttributeDefinition(id, key, label, kind, type, format, options, enabled, media, crmManaged, lookup,
                version);
    }

    public AttributeDefinition withOptions(List<Option> options) {
        return new AttributeDefinition(id, key, label, kind, type, format, options, enabled, media, crmManaged, lookup,
                version);
    }

    public AttributeDefinition withCrm(boolean crmManaged, boolean lookup) {
        return new AttributeDefinition(id, key, label, kind, type, format, options, enabled, media, crmManaged, lookup,
                version);
    }

    public AttributeDefinition withVersion(long version) {
        return new AttributeDefinition(id, key, label, kind, type, format, options, enabled, media, crmManaged, lookup,
                version);
    }
}
