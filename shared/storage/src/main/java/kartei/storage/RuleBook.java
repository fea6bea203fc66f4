package kartei.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kartei.domain.WorkspaceId;
import kartei.domain.job.Job;
import kartei.domain.rule.ContactGroup;
import kartei.domain.rule.Prioritization;
import kartei.domain.rule.RoutingRules;
import kartei.domain.rule.Team;
import kartei.domain.workspace.Workspace;

/// Writes groups, rules and teams. What one of them names must be there when it is written and stay as long as it is named: so
/// each change holds only if neither the rules nor the attributes have changed since it was decided.
public final class RuleBook {
    private final Table table;

    public RuleBook(Table table) {
        this.table = table;
    }

    public static Action put(WorkspaceId ws, ContactGroup group) {
        return Action.put(new ContactGroupCodec().encode(ws, group));
    }

    public static Action put(WorkspaceId ws, Prioritization prioritization) {
        return Action.put(new PrioritizationCodec().encode(ws, prioritization));
    }

    public static Action put(WorkspaceId ws, RoutingRules routing) {
        return Action.put(new RoutingRulesCodec().encode(ws, routing));
    }

    public static Action put(WorkspaceId ws, Team team) {
        return Action.put(new TeamCodec().encode(ws, team));
    }

    public static Action deleteGroup(WorkspaceId ws, String key) {
        return Action.delete(Keys.contactGroup(ws, key));
    }

    public static Action deleteTeam(WorkspaceId ws, String key) {
        return Action.delete(Keys.team(ws, key));
    }

    /// Writes a change that was decided on `read`, and starts the job that follows from it, if any. False when something has changed
    /// since, or when what the caller wants written with it does not hold: read again and decide anew.
    public boolean write(Workspace read, List<Action> changes, Optional<Job> job) {
        var actions = new ArrayList<>(changes);
        actions.addAll(Rescoring.started(read, job));
        actions.add(Definitions.unchanged(read));
        try {
            table.write(actions);
            return true;
        } catch (ConditionFailed overtaken) {
            return false;
        }
    }
}
