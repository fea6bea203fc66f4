package kartei.storage;

import java.util.Set;

import kartei.domain.WorkspaceId;
import kartei.domain.attribute.AttributeKey;
import kartei.domain.attribute.AttributeType;
import kartei.domain.contact.Clearing;
import kartei.domain.contact.Clearing.Target;

/// `X#…`: values that are being cleared.
final class ClearingCodec implements ItemCodec<Clearing> {
    @Override
    public Item encode(WorkspaceId ws, Clearing clearing) {
        var item = Item.at(keyOf(ws, clearing))
                .text("definition", clearing.definitionId())
                .text("type", clearing.type().name());
        return switch (clearing.target()) {
            case Target.Everything(var key, var label) -> item.text("key", key.value()).text("label", label);
            case Target.Options(var removal, var ids) ->
                item.text("removal", removal).texts("options", ids.stream().sorted().toList());
        };
    }

    @Override
    public Clearing decode(Item item) {
        var target = item.findText("removal")
                .<Target>map(removal -> new Target.Options(removal, Set.copyOf(item.texts("options"))))
                .orElseGet(() -> new Target.Everything(new AttributeKey(item.text("key")), item.text("label")));
        return new Clearing(item.text("definition"), AttributeType.valueOf(item.text("type")), target);
    }

    static Key keyOf(WorkspaceId ws, Clearing clearing) {
        return Keys.clearing(ws, clearing.definitionId(), clearing.removal());
    }
}
