package kartei.domain.contact;

import java.util.Optional;
import java.util.Set;

import kartei.domain.attribute.AttributeKey;
import kartei.domain.attribute.AttributeType;

/// Values on their way out: all of an attribute that was deleted, or those that are one of its removed options (S12). It
/// stands from the deletion until no contact has such a value any more; a job takes them away.
public record Clearing(String definitionId, AttributeType type, Target target) {

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

    /// Which change removed the options; nothing where the whole attribute was deleted.
    public Optional<String> removal() {
        return switch (target) {
            case Target.Everything _ -> Optional.empty();
            case Target.Options(var removal, _) -> Optional.of(removal);
        };
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
