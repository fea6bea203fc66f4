package kartei.function.attributeadmin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kartei.domain.Feature;
import kartei.domain.Rejected;
import kartei.domain.Rejection;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.workspace.Workspace;

/// The attributes of a workspace as its plan shows them, in display order (S2, S8): what the plan lacks is not there.
final class Catalog {
    private final Workspace workspace;
    private final List<AttributeDefinition> shown;
    private final Map<String, Integer> positions = new HashMap<>();

    private Catalog(Workspace workspace, List<AttributeDefinition> shown) {
        this.workspace = workspace;
        this.shown = shown;
        shown.forEach(definition -> positions.put(definition.key().folded(), positions.size()));
    }

    static Catalog of(Workspace workspace) {
        return new Catalog(workspace,
                workspace.attributes()
                        .inOrder()
                        .stream()
                        .filter(definition -> isShown(workspace, definition))
                        .toList());
    }

    private static boolean isShown(Workspace workspace, AttributeDefinition definition) {
        return !definition.isVip() || workspace.has(Feature.VIP);
    }

    List<AttributeDefinition> inOrder() {
        return shown;
    }

    Optional<AttributeDefinition> find(String key) {
        return workspace.attributes().find(key).filter(definition -> isShown(workspace, definition));
    }

    /// The attribute with this key, in any case.
    AttributeDefinition require(String key) {
        var definition = workspace.attributes().find(key).orElseThrow(Rejected::notFound);
        if (!isShown(workspace, definition)) {
            throw new Rejected(new Rejection.FeatureNotInPlan(Feature.VIP.word()));
        }
        return definition;
    }

    /// Its place among those that are shown, counted from 0.
    int positionOf(AttributeDefinition definition) {
        return positions.getOrDefault(definition.key().folded(), positions.size());
    }
}
