package kartei.function.attributeadmin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import kartei.api.http.PageRequest;
import kartei.api.json.Json;
import kartei.api.view.Fitting;
import kartei.domain.Medium;
import kartei.domain.Page;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeKind;
import kartei.domain.workspace.Workspace;
import kartei.storage.Together;
import kartei.storage.Usage;

/// Lists a workspace's attributes in display order, page by page (S8, S25).
final class ListAttributes {
    private final Usage usage;

    ListAttributes(Usage usage) {
        this.usage = usage;
    }

    /// What is wanted: those that apply to a medium, only those that are on, with counts.
    record Filter(Optional<Medium> medium, boolean onlyOn, boolean withUsage) {
        static final Filter NONE = new Filter(Optional.empty(), false, false);

        /// What makes it another list than one with another filter.
        String[] words() {
            return new String[]{medium.map(Medium::word).orElse("any"), onlyOn ? "on" : "all",
                    withUsage ? "usage" : "plain"};
        }

        private boolean admits(AttributeDefinition definition) {
            return medium.map(wanted -> onlyOn ? definition.shownOn(wanted) : definition.appliesTo(wanted))
                    .orElseGet(() -> !onlyOn || isOn(definition));
        }

        /// Whether agents see it on some contact: a platform attribute may be off on all of its media (S23).
        private static boolean isOn(AttributeDefinition definition) {
            return definition.enabled() && (definition.media().isEmpty() || definition.media().containsValue(true));
        }
    }

    Page<Json> list(Workspace workspace, Filter filter, PageRequest wanted) {
        var catalog = Catalog.of(workspace);
        var first = wanted.start().map(mark -> placeAfter(catalog, mark)).orElse(0);
        var found = catalog.inOrder().stream().skip(first).filter(filter::admits).limit(wanted.limit() + 1L).toList();
        var page = found.size() <= wanted.limit() ? Page.last(found)
                : new Page<>(found.subList(0, wanted.limit()),
                        Optional.of(markOf(catalog, found.get(wanted.limit() - 1))));
        var counts = filter.withUsage() ? counts(workspace, page.items()) : Map.<String, Usage.Count>of();
        return Fitting
                .page(page,
                        definition -> AttributeView.of(definition, catalog.positionOf(definition),
                                Optional.ofNullable(counts.get(definition.id()))),
                        definition -> markOf(catalog, definition));
    }

    /// Where the page after this attribute starts.
    private static String markOf(Catalog catalog, AttributeDefinition definition) {
        return catalog.positionOf(definition) + " " + definition.key().value();
    }

    /// The place after the attribute that the last page ended with, wherever it is now; where it is gone, the place that it
    /// had.
    private static int placeAfter(Catalog catalog, String mark) {
        var parts = mark.split(" ", 2);
        return catalog.find(parts[1])
                .map(definition -> catalog.positionOf(definition) + 1)
                .orElseGet(() -> Integer.parseInt(parts[0]));
    }

    /// The counts by definition id, all read side by side.
    private Map<String, Usage.Count> counts(Workspace workspace, List<AttributeDefinition> definitions) {
        var counted = definitions.stream().filter(ListAttributes::isCounted).toList();
        var counts = Together
                .all(counted
                        .stream().<Supplier<Usage
                                .Count>>map(definition -> () -> usage.count(workspace.id(), definition.id()))
                        .toList());
        var byId = new HashMap<String, Usage.Count>();
        for (int i = 0; i < counted.size(); i++) {
            byId.put(counted.get(i).id(), counts.get(i));
        }
        return byId;
    }

    /// VIP is no value, and what a channel filled in is nobody's use.
    private static boolean isCounted(AttributeDefinition definition) {
        return !definition.isVip() && definition.kind() != AttributeKind.PLATFORM;
    }
}
