package kartei.domain.contact;

import java.util.Set;

import kartei.domain.attribute.AttributeKey;
import kartei.domain.attribute.AttributeType;

/// Values on their way out: all of an attribute that was deleted, or those that are one of its removed options (S12). It
/// stands from the deletion until no contact has such a value any more; `walk` is how far it has come.
public record Clearing(String definitionId, AttributeType type, Target target, Walk walk) {

    /// Which values go.
    public sealed interface Target {
        /// All of the attribute. Its key and label stay taken until then.
        record Everything(AttributeKey key, String label) implements Target {}

        /// Those that are one of these options; `removal` names the change that removed them.
        record Options(String removal, Set<String> ids) implements Target {
            public Options {
                ids = Set.copyOf(ids);
            }
        }
    }

    /// A place on the way through all contacts: `after` is the last one seen of a shard of the directory. `step` counts the
    /// slices of all rounds.
    public record Walk(long step, int round, int shard, String after) {
        public static final Walk START = new Walk(0, 1, 0, "");

        public Walk goneTo(String after) {
            return new Walk(step + 1, round, shard, after);
        }

        public Walk onShard(int shard) {
            return new Walk(step + 1, round, shard, "");
        }

        public Walk again() {
            return new Walk(step + 1, round + 1, 0, "");
        }
    }

    public Clearing at(Walk walk) {
        return new Clearing(definitionId, type, target, walk);
    }

    /// Whether some of these values of the attribute go.
    public boolean affects(AttributeValues values) {
        return switch (target) {
            case Target.Everything _ -> !values.bySource().isEmpty();
            case Target.Options(_, var ids) ->
                values.bySource().values().stream().anyMatch(value -> ids.contains(value.value()));
        };
    }

    /// What stays of a contact's values of the attribute; `rev` is the contact's version from then on.
    public AttributeValues leftOf(AttributeValues values, long rev) {
        return switch (target) {
            case Target.Everything _ -> AttributeValues.NONE;
            case Target.Options(_, var ids) -> {
                var left = values;
                for (var given : values.bySource().entrySet()) {
                    if (ids.contains(given.getValue().value())) {
                        left = left.without(given.getKey(), rev);
                    }
                }
                yield left;
            }
        };
    }
}
