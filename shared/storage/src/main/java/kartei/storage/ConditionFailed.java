package kartei.storage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.services.dynamodb.model.CancellationReason;

/// A transaction did nothing because conditions did not hold. Says which, and what the items were. Not an error: whoever
/// writes under a condition decides what it means.
public final class ConditionFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Map<Action, Optional<Item>> failed;

    ConditionFailed(Map<Action, Optional<Item>> failed) {
        super("a condition did not hold", null, false, false);
        this.failed = Map.copyOf(failed);
    }

    /// That of a write which was no transaction.
    static ConditionFailed alone() {
        return new ConditionFailed(Map.of());
    }

    /// Throws when the transaction of `actions` was cancelled for conditions, not for others in the way.
    static void throwIfAny(List<Action> actions, List<CancellationReason> reasons) throws ConditionFailed {
        var failed = new HashMap<Action, Optional<Item>>();
        for (int i = 0; i < reasons.size(); i++) {
            var reason = reasons.get(i);
            if ("ConditionalCheckFailed".equals(reason.code())) {
                failed.put(actions.get(i), reason.hasItem() ? Optional.of(Item.of(reason.item())) : Optional.empty());
            }
        }
        if (!failed.isEmpty()) {
            throw new ConditionFailed(failed);
        }
    }

    /// Whether the condition of this action did not hold.
    public boolean of(Action action) {
        return failed.containsKey(action);
    }

    /// The item that the action met; nothing when there was none, or the action's condition held.
    public Optional<Item> met(Action action) {
        return failed.getOrDefault(action, Optional.empty());
    }
}
