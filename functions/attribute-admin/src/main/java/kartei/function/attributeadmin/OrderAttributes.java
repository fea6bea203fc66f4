package kartei.function.attributeadmin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

import kartei.api.Tries;
import kartei.api.http.Precondition;
import kartei.api.json.Body;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.workspace.Workspace;
import kartei.storage.Definitions;
import kartei.storage.Workspaces;

/// Puts the attributes of a workspace in order: one behind another, or all at once (S8).
record OrderAttributes(Definitions definitions, Workspaces workspaces, Tries tries) {
    private static final int NAMED_MAX = 5;

    /// Moves an attribute behind the one that `after` of the body names, or to the front. If-Match is about the list.
    Workspace move(Workspace workspace, String key, Body body, Precondition ifMatch) {
        return tries.until(workspace, fresh -> {
            var catalog = Catalog.of(fresh);
            var moved = catalog.require(key);
            var behind = behind(catalog, moved, body);
            ifMatch.check(fresh.attributes().stamp());
            var order = new ArrayList<>(fresh.attributes().inOrder());
            order.remove(moved);
            order.add(behind.map(other -> order.indexOf(other) + 1).orElse(0), moved);
            return saved(fresh, order);
        });
    }

    private static Optional<AttributeDefinition> behind(Catalog catalog, AttributeDefinition moved, Body body) {
        if (!body.has("after")) {
            body.fault("after", "is required: the key of an attribute, or null");
        }
        var named = body.text("after");
        var behind = named.flatMap(catalog::find).filter(other -> !other.id().equals(moved.id()));
        if (named.isPresent() && behind.isEmpty()) {
            body.fault("after", "must be the key of another attribute");
        }
        body.check();
        return behind;
    }

    /// Puts all of them into the order of `keys` of the body, which names each once. What the plan does not show stays at
    /// its place.
    Workspace order(Workspace workspace, Body body, Precondition ifMatch) {
        return tries.until(workspace, fresh -> {
            var wanted = named(Catalog.of(fresh), body);
            ifMatch.check(fresh.attributes().stamp());
            var all = fresh.attributes().inOrder();
            var rearranged = new HashSet<>(wanted);
            var order = new ArrayList<>(wanted);
            for (int i = 0; i < all.size(); i++) {
                if (!rearranged.contains(all.get(i))) {
                    order.add(i, all.get(i));
                }
            }
            return saved(fresh, order);
        });
    }

    private static List<AttributeDefinition> named(Catalog catalog, Body body) {
        if (!body.has("keys") || body.isNull("keys")) {
            body.fault("keys", "is required");
        }
        var keys = body.texts("keys");
        var named = new ArrayList<AttributeDefinition>();
        var seen = new HashSet<String>();
        var given = keys.orElse(List.of());
        for (int i = 0; i < given.size(); i++) {
            var found = catalog.find(given.get(i));
            found.ifPresent(named::add);
            if (found.isEmpty()) {
                body.fault("keys/" + i, "is not the key of an attribute");
            } else if (!seen.add(found.get().id())) {
                body.fault("keys/" + i, "stands twice");
            }
        }
        var missing = catalog.inOrder().stream().filter(definition -> !seen.contains(definition.id())).toList();
        if (keys.isPresent() && !missing.isEmpty()) {
            body.fault("keys", "lacks " + said(missing));
        }
        body.check();
        return named;
    }

    private static String said(List<AttributeDefinition> missing) {
        var first = missing.stream().limit(NAMED_MAX).map(definition -> definition.key().value()).toList();
        var others = missing.size() - first.size();
        return String.join(", ", first) + (others > 0 ? " and " + others + " more" : "");
    }

    private Optional<Workspace> saved(Workspace workspace, List<AttributeDefinition> order) {
        if (order.equals(workspace.attributes().inOrder())) {
            return Optional.of(workspace);
        }
        var keys = order.stream().map(AttributeDefinition::key).toList();
        return switch (definitions.reorder(workspace.id(), workspace.attributes(), keys)) {
            case DONE -> Optional.of(workspaces.reordered(workspace, keys));
            case KEY_TAKEN, LABEL_TAKEN, OVERTAKEN -> Optional.empty();
        };
    }
}
