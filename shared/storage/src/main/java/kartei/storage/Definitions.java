package kartei.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import kartei.domain.Wording;
import kartei.domain.WorkspaceId;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeKey;
import kartei.domain.attribute.Attributes;
import kartei.domain.attribute.BuiltInAttributes;
import kartei.domain.contact.Clearing;
import kartei.domain.job.Job;
import kartei.domain.workspace.Workspace;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Writes the definitions of a workspace. Every change is one transaction, which also moves the stamp by which each function
/// sees that what it holds is old. Keys and labels are claimed by items of their own, so that no two are alike in any case.
public final class Definitions {
    /// Whose a claim is.
    private static final String OWNER = "id";

    private final Table table;
    private final AttributeDefinitionCodec codec = new AttributeDefinitionCodec();
    private final ClearingCodec clearingCodec = new ClearingCodec();

    public Definitions(Table table) {
        this.table = table;
    }

    /// What became of a change. `OVERTAKEN`: something that it was decided on has changed, read again and decide anew.
    public enum Outcome {
        DONE,
        KEY_TAKEN,
        LABEL_TAKEN,
        OVERTAKEN
    }

    /// The values of options that a change removes, and the job that clears them. `ifStill`: only if nobody came to use any since.
    public record Removal(Clearing clearing, Job job, Optional<Usage.Snapshot> ifStill) {}

    /// Adds a definition at the end of the order, whoever else adds one at the same moment. `record` is what the caller wants
    /// to be written with it.
    public Outcome create(WorkspaceId ws, AttributeDefinition definition, Optional<Action> record) {
        var key = Action.put(claim(Keys.claimedKey(ws, definition.key().folded()), definition), Condition.absent());
        var label = Action.put(claim(labelKey(ws, definition), definition), Condition.absent());
        var actions = new ArrayList<>(List.of(key, label));
        actions.add(Action.put(codec.encode(ws, definition), Condition.absent()));
        actions.add(moveStamp(ws).append(Workspaces.ORDERED_KEYS, List.of(definition.key().value()), builtInKeys())
                .action());
        record.ifPresent(actions::add);
        return written(actions, record, Optional.of(key), Optional.of(label));
    }

    /// Replaces a definition, at the version that `before` has. A built-in one is stored with its first change.
    public Outcome change(
            WorkspaceId ws,
            AttributeDefinition before,
            AttributeDefinition after,
            Optional<Removal> removal) {
        return change(ws, before, after, removal, List.of());
    }

    /// The same together with what else has to hold, or to be written.
    public Outcome change(
            WorkspaceId ws,
            AttributeDefinition before,
            AttributeDefinition after,
            Optional<Removal> removal,
            List<Action> with) {
        var actions = new ArrayList<Action>();
        actions.add(Action.put(codec.encode(ws, after), Condition.atVersion(before.version())));
        actions.add(moveStamp(ws).action());
        Optional<Action> label = Optional.empty();
        if (!labelKey(ws, before).equals(labelKey(ws, after))) {
            label = isClaimed(after) ? Optional.of(Action.put(claim(labelKey(ws, after), after), Condition.absent()))
                    : Optional.empty();
            label.ifPresent(actions::add);
            if (isClaimed(before)) {
                actions.add(Action.delete(labelKey(ws, before), Condition.equal(OWNER, before.id())));
            }
        }
        removal.ifPresent(options -> actions.addAll(removing(ws, options)));
        actions.addAll(with);
        return written(actions, Optional.empty(), Optional.empty(), label);
    }

    private List<Action> removing(WorkspaceId ws, Removal removal) {
        var clearing = removal.clearing();
        var ids = ((Clearing.Target.Options) clearing.target()).ids();
        var actions = new ArrayList<Action>();
        actions.add(Action.put(clearingCodec.encode(ws, clearing), Condition.absent()));
        actions.add(Jobs.start(ws, removal.job()));
        actions.addAll(removal.ifStill()
                .map(snapshot -> Usage.closeUnchanged(ws, clearing.definitionId(), ids, snapshot))
                .orElseGet(() -> Usage.close(ws, clearing.definitionId(), ids)));
        return actions;
    }

    /// Takes a definition out of the list at once. Its key and label stay taken until `job` has cleared its values. `with` is
    /// what else has to hold.
    public Outcome delete(
            Workspace workspace,
            AttributeDefinition definition,
            Clearing clearing,
            Job job,
            List<Action> with) {
        var ws = workspace.id();
        var left = workspace.attributes()
                .inOrder()
                .stream()
                .map(AttributeDefinition::key)
                .filter(key -> !key.equals(definition.key()));
        var actions = new ArrayList<Action>();
        actions.add(Action.delete(Keys.definition(ws, definition.key()), Condition.atVersion(definition.version())));
        actions.add(orderSet(ws, workspace.attributes(), left.toList()));
        actions.add(Action.put(clearingCodec.encode(ws, clearing), Condition.absent()));
        actions.add(Jobs.start(ws, job));
        actions.addAll(Usage.close(ws, definition.id(), Set.of(Usage.EVERYTHING)));
        actions.addAll(with);
        return written(actions);
    }

    /// Puts the whole list into this order, if nothing of it changed since it was read.
    public Outcome reorder(WorkspaceId ws, Attributes attributes, List<AttributeKey> keys) {
        return written(List.of(orderSet(ws, attributes, keys)));
    }

    private static Action orderSet(WorkspaceId ws, Attributes attributes, List<AttributeKey> keys) {
        var texts = keys.stream().map(key -> AttributeValue.fromS(key.value())).toList();
        return moveStamp(ws).set(Workspaces.ORDERED_KEYS, AttributeValue.fromL(texts)).onlyIf(at(attributes)).action();
    }

    /// Releases the names of a definition that is gone and whose values are gone.
    static List<Action> release(WorkspaceId ws, String definitionId, AttributeKey key, String label) {
        return List.of(Action.delete(Keys.claimedKey(ws, key.folded()), Condition.equal(OWNER, definitionId)),
                Action.delete(Keys.claimedLabel(ws, Wording.folded(label)), Condition.equal(OWNER, definitionId)));
    }

    private Outcome written(List<Action> actions) {
        return written(actions, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// Another attempt under the same Idempotency-Key comes before the names that it took.
    private Outcome written(
            List<Action> actions,
            Optional<Action> record,
            Optional<Action> key,
            Optional<Action> label) {
        try {
            table.write(actions);
            return Outcome.DONE;
        } catch (ConditionFailed failed) {
            if (record.filter(failed::of).isPresent()) {
                return Outcome.OVERTAKEN;
            }
            if (label.filter(failed::of).isPresent()) {
                return Outcome.LABEL_TAKEN;
            }
            return key.filter(failed::of).isPresent() ? Outcome.KEY_TAKEN : Outcome.OVERTAKEN;
        }
    }

    /// Holds as long as nobody has changed a definition since `read`.
    static Action unchanged(Workspace read) {
        return Action.check(Keys.order(read.id()), at(read.attributes()));
    }

    /// What holds of the order as long as no definition is changed.
    private static Condition at(Attributes attributes) {
        return attributes.stamp() == 0 ? Condition.missing(Workspaces.STAMP)
                : Condition.equal(Workspaces.STAMP, attributes.stamp());
    }

    private static Change moveStamp(WorkspaceId ws) {
        return Change.at(Keys.order(ws)).add(Workspaces.STAMP, 1);
    }

    private static Item claim(Key key, AttributeDefinition owner) {
        return Item.at(key).text(OWNER, owner.id());
    }

    private static Key labelKey(WorkspaceId ws, AttributeDefinition definition) {
        return Keys.claimedLabel(ws, Wording.folded(definition.label()));
    }

    /// Whether the label needs a claim: the first label of a built-in attribute is its own without one.
    private static boolean isClaimed(AttributeDefinition definition) {
        return BuiltInAttributes.ownerOfFoldedLabel(Wording.folded(definition.label())).isEmpty();
    }

    private static List<String> builtInKeys() {
        return BuiltInAttributes.all().stream().map(definition -> definition.key().value()).toList();
    }
}
