package kartei.function.contactexport;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeKey;
import kartei.domain.attribute.AttributeType;
import kartei.domain.attribute.Option;
import kartei.domain.contact.Contact;
import kartei.domain.contact.Source;
import kartei.domain.contact.StoredValue;
import kartei.domain.contact.ValueChange;
import kartei.domain.workspace.Workspace;

/// What is stored under the ids of definitions and options, in words: whatever is held, also of attributes that are off, do not
/// apply to the medium, or are being deleted.
record HeldValues(Workspace workspace) {

    /// A value as one source gave it. Does not print it.
    record Held(
            String attribute,
            String label,
            Source source,
            StoredValue value,
            Optional<String> option,
            String text) {
        @Override
        public String toString() {
            return "Held[…]";
        }
    }

    /// In display order, those of attributes that are gone last.
    List<Held> of(Contact contact) {
        var all = new ArrayList<Held>();
        var ids = contact.values()
                .keySet()
                .stream()
                .sorted(Comparator.comparingInt(this::positionOf).thenComparing(Comparator.naturalOrder()))
                .toList();
        for (var id : ids) {
            contact.valuesOf(id).bySource().forEach((source, value) -> all.add(held(id, source, value)));
        }
        return all;
    }

    private int positionOf(String id) {
        return definition(id).map(found -> workspace.attributes().positionOf(found.key())).orElse(Integer.MAX_VALUE);
    }

    private Held held(String id, Source source, StoredValue value) {
        var found = definition(id);
        return new Held(found.map(AttributeDefinition::key).map(AttributeKey::value).orElse(id),
                found.map(AttributeDefinition::label).orElse(id), source, value,
                option(found, value.value()).map(Option::id), text(found, value.value()));
    }

    /// The attribute of a change by its key, also when it has been deleted since.
    String attributeOf(ValueChange change) {
        return definition(change.attribute()).map(AttributeDefinition::key)
                .or(change::key)
                .map(AttributeKey::value)
                .orElse(change.attribute());
    }

    /// What a change put there, or took away.
    String textOf(ValueChange change, String stored) {
        return text(definition(change.attribute()), stored);
    }

    private Optional<AttributeDefinition> definition(String id) {
        return workspace.attributes().withId(id);
    }

    private static String text(Optional<AttributeDefinition> definition, String stored) {
        return option(definition, stored).map(Option::label).orElse(stored);
    }

    private static Optional<Option> option(Optional<AttributeDefinition> definition, String stored) {
        return definition.filter(found -> found.type() == AttributeType.DROPDOWN)
                .flatMap(found -> found.option(stored));
    }
}
