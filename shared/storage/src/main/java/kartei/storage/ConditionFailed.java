package kartei.storage;

import java.util.Map;
import java.util.Optional;

/// A transaction did nothing because conditions did not hold. Says which, and what the items were. Not an error: whoever
/// writes under a condition decides what it means.
public final class ConditionFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Map<Action, Optional<Item>> failed;

    ConditionFailed(Map<Action, Optional<Item>> failed) {
        super("a condition did not hold", null, false, false);
        this.failed = Map.copyOf(failed);
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
