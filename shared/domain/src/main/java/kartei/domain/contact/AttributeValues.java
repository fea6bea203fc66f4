package kartei.domain.contact;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeType;

/// What the sources say of one attribute of one contact (S5, S19). `rev` is the contact's version at the last change of any
/// of them, kept when the last value is cleared: by it If-Match sees that somebody else was here.
public record AttributeValues(Map<Source, StoredValue> bySource, long rev) {
    /// The name and the digits of `rev`, and DynamoDB's own for a map in a map.
    private static final int FRAME_BYTES = 32;

    public static final AttributeValues NONE = new AttributeValues(Map.of(), 0);

    public AttributeValues {
        bySource = bySource.size() < 2 ? Map.copyOf(bySource) : inOrder(bySource);
    }

    private static Map<Source, StoredValue> inOrder(Map<Source, StoredValue> bySource) {
        var ordered = new EnumMap<Source, StoredValue>(Source.class);
        ordered.putAll(bySource);
        return Collections.unmodifiableMap(ordered);
    }

    /// The source whose value counts for this attribute, by the precedence that `Source` states: the CRM's only while the CRM
    /// keeps the attribute.
    public Optional<Source> effectiveSource(AttributeDefinition definition) {
        for (var source : Source.BY_PRECEDENCE) {
            var value = bySource.get(source);
            if (value != null && holds(definition, value) && (source != Source.CRM || definition.crmManaged())) {
                return Optional.of(source);
            }
        }
        return Optional.empty();
    }

    /// What the sources say, in the order of their precedence; of a dropdown only values whose option is still there.
    public Map<Source, StoredValue> sideBySide(AttributeDefinition definition) {
        var held = new EnumMap<Source, StoredValue>(Source.class);
        bySource.forEach((source, value) -> {
            if (holds(definition, value)) {
                held.put(source, value);
            }
        });
        return Collections.unmodifiableMap(held);
    }

    private static boolean holds(AttributeDefinition definition, StoredValue value) {
        return definition.type() != AttributeType.DROPDOWN || definition.option(value.value()).isPresent();
    }

    /// What this source says.
    public Optional<StoredValue> from(Source source) {
        return Optional.ofNullable(bySource.get(source));
    }

    public AttributeValues with(Source source, StoredValue value, long rev) {
        var changed = new EnumMap<Source, StoredValue>(Source.class);
        changed.putAll(bySource);
        changed.put(source, value);
        return new AttributeValues(changed, rev);
    }

    public AttributeValues without(Source source, long rev) {
        var changed = new EnumMap<Source, StoredValue>(Source.class);
        changed.putAll(bySource);
        changed.remove(source);
        return new AttributeValues(changed, rev);
    }

    /// What they take up in storage, at most.
    int bytes() {
        return FRAME_BYTES + bySource.values().stream().mapToInt(StoredValue::bytes).sum();
    }

    @Override
    public String toString() {
        return "AttributeValues[" + bySource.keySet() + ", rev " + rev + "]";
    }
}
