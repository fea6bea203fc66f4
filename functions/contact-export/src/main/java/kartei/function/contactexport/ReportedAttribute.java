package kartei.function.contactexport;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeType;
import kartei.domain.attribute.Attributes;
import kartei.domain.attribute.Option;
import kartei.domain.contact.Contact;
import kartei.domain.contact.Source;
import kartei.domain.contact.StoredValue;
import kartei.domain.export.Column;

/// An attribute in a report: which value of a contact counts, and how it reads. One that was deleted after the report was asked
/// for has no values any more.
final class ReportedAttribute {
    private final Column.Values column;
    private final Optional<AttributeDefinition> definition;
    private final Map<String, String> labels = new HashMap<>();

    ReportedAttribute(Column.Values column, Attributes attributes) {
        this.column = column;
        this.definition = attributes.withId(column.definitionId());
        definition.filter(found -> found.type() == AttributeType.DROPDOWN)
                .map(AttributeDefinition::options)
                .ifPresent(options -> options.forEach(this::label));
    }

    private void label(Option option) {
        labels.put(option.id(), option.label());
    }

    String key() {
        return column.key();
    }

    Optional<AttributeDefinition> definition() {
        return definition;
    }

    CellType type() {
        return definition.map(CellType::of).orElse(CellType.TEXT);
    }

    /// VIP is said of the contact itself, by no source.
    boolean isVip() {
        return type() == CellType.FLAG;
    }

    /// A value and who said it.
    record Said(Source source, StoredValue value) {}

    /// The value that counts, if there is one: of a platform attribute only on its own media (S18).
    Optional<Said> said(Contact contact) {
        if (definition.isEmpty() || !definition.get().appliesTo(contact.medium())) {
            return Optional.empty();
        }
        var values = contact.valuesOf(column.definitionId());
        return values.effectiveSource(definition.get())
                .map(source -> new Said(source, values.from(source).orElseThrow()));
    }

    /// The text as it was typed, or the label of the option.
    String text(StoredValue value) {
        return labels.isEmpty() ? value.value() : labels.getOrDefault(value.value(), value.value());
    }
}
