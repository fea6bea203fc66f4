package kartei.domain.link;

import java.util.Collection;
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

/// What a contact is recognised by, under some rules together.
public final class Marks {
    /// Whose values contacts are looked up by, whatever they are linked by; e-mail and account id name their kinds.
    private static final List<String> LOOKED_UP_BY = List.of(BuiltInAttributes.EMAIL.value(),
            BuiltInAttributes.PHONE.value(), BuiltInAttributes.ACCOUNT_ID.value());

    private Marks() {}

    public static Set<Mark> of(Contact contact, Attributes attributes, Collection<LinkRule> rules) {
        var marks = new LinkedHashSet<Mark>();
        contact.networkUser().ifPresent(id -> marks.add(new Mark(MarkKind.network(contact.medium()), id)));
        rules.forEach(rule -> marks.addAll(of(contact, attributes, rule)));
        return marks;
    }

    private static Set<Mark> of(Contact contact, Attributes attributes, LinkRule rule) {
        var marks = new LinkedHashSet<Mark>();
        for (var id : LOOKED_UP_BY) {
            attributes.withId(id)
                    .flatMap(definition -> lookedUpBy(definition, rule)
                            .flatMap(kind -> mark(contact, definition, kind, rule)))
                    .ifPresent(marks::add);
        }
        matching(contact, attributes, rule).ifPresent(marks::add);
        return marks;
    }

    /// The one by which the rule links the contact; nothing where it has no value that is compared.
    public static Optional<Mark> matching(Contact contact, Attributes attributes, LinkRule rule) {
        return rule.attribute()
                .flatMap(attributes::withId)
                .flatMap(definition -> mark(contact, definition, MarkKind.matching(rule), rule));
    }

    /// The mark that all contacts with this value of the attribute have, under the rule in force; nothing when contacts are
    /// not found by that attribute, or by no such value.
    public static Optional<Mark> named(AttributeDefinition definition, String value, LinkRule rule) {
        return kindOf(definition, rule).flatMap(
                kind -> Comparing.form(definition.format(), value, rule.region()).map(text -> new Mark(kind, text)));
    }

    /// Under which kind contacts are found by the attribute: `email`, `phone`, `accountId`, the matching one; no other.
    public static Optional<String> kindOf(AttributeDefinition definition, LinkRule rule) {
        return lookedUpBy(definition, rule)
                .or(() -> rule.attribute().filter(definition.id()::equals).map(matching -> MarkKind.matching(rule)));
    }

    private static Optional<String> lookedUpBy(AttributeDefinition definition, LinkRule rule) {
        return Optional.of(definition.id())
                .filter(LOOKED_UP_BY::contains)
                .map(id -> id.equals(BuiltInAttributes.PHONE.value()) ? MarkKind.phones(rule) : id);
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
