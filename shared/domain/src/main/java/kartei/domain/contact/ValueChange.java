package kartei.domain.contact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

import kartei.domain.attribute.AttributeKey;
import kartei.domain.attribute.BuiltInAttributes;

/// What one source said of one attribute before an edit and after it: texts as they are stored, nothing where it said nothing.
/// `attribute` is the id of the definition, `key` what it was called, where that was known. Nothing before it and nothing after
/// it: what was said has been cleared. Does not print what was said.
public record ValueChange(
        String attribute,
        Optional<AttributeKey> key,
        Source source,
        Optional<String> before,
        Optional<String> after) {

    /// All that differs between two states of a contact: its values, and VIP, which people set.
    public static List<ValueChange> between(
            Contact before,
            Contact after,
            Function<String, Optional<AttributeKey>> keys) {
        var ids = new TreeSet<>(before.values().keySet());
        ids.addAll(after.values().keySet());
        var changes = new ArrayList<ValueChange>();
        if (before.vip() != after.vip()) {
            changes.add(new ValueChange(BuiltInAttributes.VIP.value(), Optional.of(BuiltInAttributes.VIP), Source.AGENT,
                    Optional.of(Boolean.toString(before.vip())), Optional.of(Boolean.toString(after.vip()))));
        }
        ids.forEach(id -> changes.addAll(of(id, keys.apply(id), before.valuesOf(id), after.valuesOf(id))));
        return changes;
    }

    /// What differs between two states of a contact's values of one attribute.
    public static List<ValueChange> of(
            String attribute,
            Optional<AttributeKey> key,
            AttributeValues before,
            AttributeValues after) {
        var changes = new ArrayList<ValueChange>();
        for (var source : Source.values()) {
            var was = text(before.bySource(), source);
            var is = text(after.bySource(), source);
            if (!was.equals(is)) {
                changes.add(new ValueChange(attribute, key, source, was, is));
            }
        }
        return changes;
    }

    /// The same without what was said.
    public ValueChange cleared() {
        return new ValueChange(attribute, key, source, Optional.empty(), Optional.empty());
    }

    public boolean isCleared() {
        return before.isEmpty() && after.isEmpty();
    }

    private static Optional<String> text(Map<Source, StoredValue> values, Source source) {
        return Optional.ofNullable(values.get(source)).map(StoredValue::value);
    }

    @Override
    public String toString() {
        return "ValueChange[" + attribute + "]";
    }
}
