package kartei.storage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import kartei.domain.Wording;
import kartei.domain.WorkspaceId;
import kartei.domain.attribute.AttributeKey;
import kartei.domain.attribute.AttributeKind;
import kartei.domain.attribute.BuiltInAttributes;
import kartei.domain.contact.Clearing;
import kartei.domain.contact.Clearing.Target;
import kartei.domain.job.JobKind;

/// Whether definitions, their order, the claims on their names and what is being cleared of them agree.
final class DefinitionCheck {
    private final SweptTable table;
    private final BiConsumer<Key, String> faults;

    DefinitionCheck(SweptTable table, BiConsumer<Key, String> faults) {
        this.table = table;
        this.faults = faults;
    }

    void run() {
        var workspaces = new HashSet<WorkspaceId>();
        Stream.of(Keys.Kind.DEFINITION, Keys.Kind.ORDER, Keys.Kind.NAME_CLAIM, Keys.Kind.CLEARING, Keys.Kind.JOB)
                .forEach(kind -> table.each(kind, (ws, _) -> workspaces.add(ws)));
        workspaces.forEach(ws -> {
            order(ws);
            claims(ws);
            jobs(ws);
        });
        table.each(Keys.Kind.USAGE, this::closed);
    }

    /// The order has each stored key once, and no other but those of built-in attributes.
    private void order(WorkspaceId ws) {
        var ordered = table.find(Keys.order(ws)).map(item -> item.texts(Workspaces.ORDERED_KEYS)).stream();
        var keys = ordered.flatMap(List::stream).map(AttributeKey::new).map(AttributeKey::folded).toList();
        var builtIn = BuiltInAttributes.all().stream().map(definition -> definition.key().folded()).toList();
        var stored = table.definitions(ws).stream().map(definition -> definition.key().folded()).toList();
        if (new HashSet<>(keys).size() != keys.size()) {
            faults.accept(Keys.order(ws), "has a key twice");
        }
        if (!keys.stream().allMatch(key -> stored.contains(key) || builtIn.contains(key))) {
            faults.accept(Keys.order(ws), "has a key that no attribute has");
        }
        if (!stored.stream().allMatch(key -> keys.contains(key) || builtIn.contains(key))) {
            faults.accept(Keys.order(ws), "lacks the key of an attribute");
        }
    }

    /// Every claim is that of a definition, or of one whose values are being cleared; and none is missing.
    private void claims(WorkspaceId ws) {
        var wanted = new ArrayList<Item>();
        for (var definition : table.definitions(ws)) {
            wanted.addAll(label(ws, definition.id(), definition.label()));
            if (definition.kind() == AttributeKind.CUSTOM) {
                wanted.add(claim(Keys.claimedKey(ws, definition.key().folded()), definition.id()));
            }
        }
        for (var clearing : table.clearings(ws)) {
            if (clearing.target() instanceof Target.Everything(var key, var label)) {
                wanted.addAll(label(ws, clearing.definitionId(), label));
                wanted.add(claim(Keys.claimedKey(ws, key.folded()), clearing.definitionId()));
            }
        }
        var held = table.of(Keys.Kind.NAME_CLAIM).filter(item -> Keys.workspaceOf(item.key()).equals(ws)).toList();
        wanted.stream()
                .filter(claim -> !held.contains(claim))
                .forEach(claim -> faults.accept(claim.key(), "is not claimed for its attribute"));
        held.stream()
                .filter(claim -> !wanted.contains(claim))
                .forEach(claim -> faults.accept(claim.key(), "is claimed for an attribute that is not there"));
    }

    /// What is being cleared has its one job, and every such job has something to clear.
    private void jobs(WorkspaceId ws) {
        var cleared = table.jobs(ws, JobKind.CLEAR_VALUES).map(job -> Clearings.keyOf(ws, job)).toList();
        var wanted = table.clearings(ws).stream().map(clearing -> ClearingCodec.keyOf(ws, clearing)).toList();
        wanted.stream()
                .filter(key -> !cleared.contains(key))
                .forEach(key -> faults.accept(key, "is cleared by no job"));
        cleared.stream()
                .filter(key -> !wanted.contains(key))
                .forEach(key -> faults.accept(key, "is to be cleared and is not there"));
    }

    /// The first label of a built-in attribute is its own without a claim.
    private static List<Item> label(WorkspaceId ws, String definitionId, String label) {
        var folded = Wording.folded(label);
        return BuiltInAttributes.ownerOfFoldedLabel(folded).isPresent() ? List.of()
                : List.of(claim(Keys.claimedLabel(ws, folded), definitionId));
    }

    private static Item claim(Key key, String definitionId) {
        return Item.at(key).text("id", definitionId);
    }

    /// A counter is closed for what is being cleared, and for nothing else.
    private void closed(WorkspaceId ws, Item counter) {
        var definitionId = Keys.definitionOfUsage(counter.key());
        Set<String> wanted = new HashSet<>();
        for (var clearing : table.clearings(ws)) {
            if (clearing.definitionId().equals(definitionId)) {
                wanted.addAll(closedBy(clearing));
            }
        }
        if (!Usage.closed(counter).equals(wanted)) {
            faults.accept(counter.key(), "is not closed for just what is being cleared");
        }
    }

    private static Set<String> closedBy(Clearing clearing) {
        return switch (clearing.target()) {
            case Target.Everything _ -> Set.of(Usage.EVERYTHING);
            case Target.Options(_, var ids) -> ids;
        };
    }
}
