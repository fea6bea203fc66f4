package kartei.storage;

import java.util.Optional;
import java.util.Set;

import kartei.domain.WorkspaceId;
import kartei.domain.attribute.AttributeKey;
import kartei.domain.attribute.AttributeType;
import kartei.domain.contact.Clearing;
import kartei.domain.contact.Clearing.Target;
import kartei.domain.contact.Clearing.Walk;

/// `X#…`: values that are being cleared; every change of its `step` is a record of the stream, and so the next slice.
final class ClearingCodec implements ItemCodec<Clearing> {
    static final String STEP = "step";
    static final String ROUND = "round";
    static final String SHARD = "shard";
    static final String AFTER = "after";

    @Override
    public Item encode(WorkspaceId ws, Clearing clearing) {
        var item = Item.at(keyOf(ws, clearing))
                .text("definition", clearing.definitionId())
                .text("type", clearing.type().name())
                .number(STEP, clearing.walk().step())
                .number(ROUND, clearing.walk().round())
                .number(SHARD, clearing.walk().shard())
                .text(AFTER, clearing.walk().after());
        return switch (clearing.target()) {
            case Target.Everything(var key, var label) -> item.text("key", key.value()).text("label", label);
            case Target.Options(var removal, var ids) ->
                item.text("removal", removal).texts("options", ids.stream().sorted().toList());
        };
    }

    @Override
    public Clearing decode(Item item) {
        var walk = new Walk(item.number(STEP), Math.toIntExact(item.number(ROUND)), Math.toIntExact(item.number(SHARD)),
                item.text(AFTER));
        var target = item.findText("removal")
                .<Target>map(removal -> new Target.Options(removal, Set.copyOf(item.texts("options"))))
                .orElseGet(() -> new Target.Everything(new AttributeKey(item.text("key")), item.text("label")));
        return new Clearing(item.text("definition"), AttributeType.valueOf(item.text("type")), target, walk);
    }

    static Key keyOf(WorkspaceId ws, Clearing clearing) {
        var removal = switch (clearing.target()) {
            case Target.Everything _ -> Optional.<String>empty();
            case Target.Options(var id, _) -> Optional.of(id);
        };
        return Keys.clearing(ws, clearing.definitionId(), removal);
    }
}
