package kartei.storage;

import java.util.List;
import java.util.Optional;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.erasure.Privacy;

/// What admins want to go by itself, by workspace.
public final class PrivacySettings {
    private final Table table;
    private final PrivacyCodec codec = new PrivacyCodec();

    public PrivacySettings(Table table) {
        this.table = table;
    }

    /// As they are now: one consistent get.
    public Privacy find(WorkspaceId ws) {
        return table.get(Keys.privacy(ws)).map(codec::read).orElse(Privacy.AT_START);
    }

    /// Puts them in the place of the version before; false when somebody else was faster.
    public boolean change(WorkspaceId ws, Privacy after) {
        try {
            table.write(List.of(Action.put(codec.encode(ws, after), Condition.atVersion(after.version() - 1))));
            return true;
        } catch (ConditionFailed overtaken) {
            return false;
        }
    }

    /// The workspaces after `after` where something goes by itself, in the order of their ids; as many as one page has.
    public List<WorkspaceId> workspaces(Optional<WorkspaceId> after) {
        Range range = after.<Range>map(ws -> new Range.Above(Keys.withPrivacy(ws).sk())).orElseGet(Range.All::new);
        return table.query(Index.WORK, Keys.PRIVACY_JOBS, range, true, Limits.QUERY_PAGE_ITEMS_MAX)
                .stream()
                .map(item -> Keys.workspaceOf(item.key()))
                .toList();
    }
}
