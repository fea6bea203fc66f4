package kartei.domain.link;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeType;
import kartei.domain.attribute.Attributes;
import kartei.domain.attribute.BuiltInAttributes;
import kartei.domain.attribute.Comparing;
import kartei.domain.contact.Contact;
import kartei.domain.contact.StoredValue;

/// What a contact is recognised by, under all rules that are kept.
public final class Marks {
    private Marks() {}

    public static Set<Mark> of(Contact contact, Attributes attributes, List<LinkRule> rules) {
        var marks = new LinkedHashSet<Mark>();
        contact.networkUser().ifPresent(id -> marks.add(new Mark(MarkKind.network(contact.medium()), id)));
        for (var rule : rules) {
            rule.attribute()
                    .flatMap(attributes::withId)
                    .flatMap(definition -> mark(contact, definition, MarkKind.matching(rule), rule))
                    .ifPresent(marks::add);
            lookUp(contact, attributes, BuiltInAttributes.EMAIL.value(), MarkKind.EMAIL, rule).ifPresent(marks::add);
            lookUp(contact, attributes, BuiltInAttributes.PHONE.value(), MarkKind.phones(rule), rule)
                    .ifPresent(marks::add);
            lookUp(contact, attributes, BuiltInAttributes.ACCOUNT_ID.value(), MarkKind.ACCOUNT_ID, rule)
                    .ifPresent(marks::add);
        }
        return marks;
    }

    /// The mark that all contacts with this value of the attribute have, under the rule in force; nothing when contacts are
    /// not found by that attribute, or by no such value.
    public static Optional<Mark> named(AttributeDefinition definition, String value, LinkRule rule) {
        return kindOf(definition, rule).flatMap(
                kind -> Comparing.form(definition.format(), value, rule.region()).map(text -> new Mark(kind, text)));
    }

    /// Under which kind contacts are found by the attribute: the matching one, `email`, `phone`, `accountId`; no other.
    public static Optional<String> kindOf(AttributeDefinition definition, LinkRule rule) {
        if (definition.id().equals(BuiltInAttributes.EMAIL.value())) {
            return Optional.of(MarkKind.EMAIL);
        }
        if (definition.id().equals(BuiltInAttributes.PHONE.value())) {
            return Optional.of(MarkKind.phones(rule));
        }
        if (definition.id().equals(BuiltInAttributes.ACCOUNT_ID.value())) {
            return Optional.of(MarkKind.ACCOUNT_ID);
        }
        return rule.attribute().filter(definition.id()::equals).map(matching -> MarkKind.matching(rule));
    }

    private static Optional<Mark> lookUp(
            Contact contact,
            Attributes attributes,
            String id,
            String kind,
            LinkRule rule) {
        return attributes.withId(id).flatMap(definition -> mark(contact, definition, kind, rule));
    }

    /// By the value that counts, of a text attribute.
    private static Optional<Mark> mark(Contact contact, AttributeDefinition definition, String kind, LinkRule rule) {
        var values = contact.valuesOf(definition.id());
        return values.effectiveSource(definition)
                .filter(source -> definition.type() == AttributeType.TEXT)
                .flatMap(values::from)
                .map(StoredValue::value)
                .flatMap(value -> Comparing.form(definition.format(), value, rule.region()))
                .map(text -> new Mark(kind, text));
    }
}
