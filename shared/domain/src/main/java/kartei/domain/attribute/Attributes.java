package kartei.domain.attribute;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All attributes of a workspace in display order (S8), asked by key or id. `stamp` changes with every change to any of them.
public final class Attributes {
    private final long stamp;
    private final Map<String, AttributeDefinition> byFoldedKey;
    private final Map<String, AttributeDefinition> byId;
    private final Map<String, Integer> positions;

    private Attributes(long stamp, List<AttributeDefinition> ordered) {
        this.stamp = stamp;
        this.byFoldedKey = new LinkedHashMap<>();
        this.byId = new LinkedHashMap<>();
        this.positions = new LinkedHashMap<>();
        for (var definition : ordered) {
            positions.put(definition.key().folded(), byFoldedKey.size());
            byFoldedKey.put(definition.key().folded(), definition);
            byId.put(definition.id(), definition);
        }
    }

    /// Puts together what is stored: the order of the keys and the definitions that were changed or made. A built-in one
    /// that the order does not know (it came with a later release) stands at the end; a key without a definition is gone.
    public static Attributes of(long stamp, List<String> orderedKeys, List<AttributeDefinition> stored) {
        var known = new LinkedHashMap<String, AttributeDefinition>();
        BuiltInAttributes.all().forEach(definition -> known.put(definition.key().folded(), definition));
        stored.forEach(definition -> known.put(definition.key().folded(), definition));
        var ordered = new ArrayList<AttributeDefinition>();
        for (var key : orderedKeys) {
            var definition = known.remove(new AttributeKey(key).folded());
            if (definition != null) {
                ordered.add(definition);
            }
        }
        for (var builtIn : BuiltInAttributes.all()) {
            var definition = known.remove(builtIn.key().folded());
            if (definition != null) {
                ordered.add(definition);
            }
        }
        return new Attributes(stamp, ordered);
    }

    public long stamp() {
        return stamp;
    }

    public List<AttributeDefinition> inOrder() {
        return List.copyOf(byFoldedKey.values());
    }

    public Optional<AttributeDefinition> find(String key) {
        return AttributeKey.isShaped(key) ? Optional.ofNullable(byFoldedKey.get(new AttributeKey(key).folded()))
                : Optional.empty();
    }

    public Optional<AttributeDefinition> withId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// Its place in the order, counted from 0.
    public int positionOf(AttributeKey key) {
        return positions.getOrDefault(key.folded(), positions.size());
    }

    /// Whether the admin has VIP on (S32, S38, S42); the plan has a say as well.
    public boolean vipEnabled() {
        return find(BuiltInAttributes.VIP.value()).orElseThrow().enabled();
    }
}
