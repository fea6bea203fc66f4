package kartei.domain.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeKey;
import kartei.domain.attribute.AttributeKind;
import kartei.domain.attribute.AttributeType;
import kartei.domain.attribute.Option;
import kartei.domain.contact.Contact;
import kartei.domain.contact.Source;
import kartei.domain.contact.StoredValue;
import kartei.domain.workspace.Workspace;

/// What the contact tab said when a conversation was resolved: the values that counted, as they were called then. `vip` is
/// missing where VIP was off. Does not print what it says.
public record Snapshot(Instant at, Optional<Boolean> vip, List<Value> values) {
    public Snapshot {
        values = List.copyOf(values);
    }

    /// One value; `text` is of a dropdown the option's label. Does not print it.
    public record Value(
            AttributeKey key,
            String label,
            AttributeKind kind,
            AttributeType type,
            String text,
            Optional<String> optionId,
            Source source) {
        @Override
        public String toString() {
            return "Value[" + key.value() + "]";
        }
    }

    /// That there was one, and when, without what it says.
    public Snapshot cleared() {
        return new Snapshot(at, Optional.empty(), List.of());
    }

    /// Of what the contact tab shows now, everything that has a value, in display order.
    public static Snapshot of(Workspace workspace, Contact contact, Instant at) {
        var values = workspace.attributes()
                .inOrder()
                .stream()
                .filter(definition -> !definition.isVip() && definition.shownOn(contact.medium()))
                .flatMap(definition -> value(definition, contact).stream())
                .toList();
        return new Snapshot(at, workspace.vipOn() ? Optional.of(contact.vip()) : Optional.empty(), values);
    }

    private static Optional<Value> value(AttributeDefinition definition, Contact contact) {
        var values = contact.valuesOf(definition.id());
        return values.effectiveSource(definition)
                .flatMap(source -> values.from(source).map(stored -> value(definition, source, stored)));
    }

    private static Value value(AttributeDefinition definition, Source source, StoredValue stored) {
        var option = definition.type() == AttributeType.DROPDOWN ? definition.option(stored.value())
                : Optional.<Option>empty();
        return new Value(definition.key(), definition.label(), definition.kind(), definition.type(),
                option.map(Option::label).orElse(stored.value()), option.map(Option::id), source);
    }

    @Override
    public String toString() {
        return "Snapshot[" + at + "]";
    }
}
