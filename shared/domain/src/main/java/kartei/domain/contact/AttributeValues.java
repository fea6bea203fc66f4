package kartei.domain.contact;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// What the sources say of one attribute of one contact (S5, S19). `rev` is the contact's version at the last change of any
/// of them, kept when the last value is cleared: by it If-Match sees that somebody else was here.
public record AttributeValues(Map<Source, StoredValue> bySource, long rev) {
    public static final AttributeValues NONE = new AttributeValues(Map.of(), 0);

    public AttributeValues {
        var ordered = new EnumMap<Source, StoredValue>(Source.class);
        ordered.putAll(bySource);
        bySource = Collections.unmodifiableMap(ordered);
    }

    /// The source whose value counts, by the precedence that `Source` states.
    public Optional<Source> effectiveSource() {
        return bySource.keySet().stream().findFirst();
    }

    public Optional<StoredValue> effective() {
        return effectiveSource().map(bySource::get);
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

    @Override
    public String toString() {
        return "AttributeValues[" + bySource.keySet() + ", rev " + rev + "]";
    }
}
