package kartei.function.attributeadmin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import kartei.domain.Rejected;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeType;
import kartei.domain.job.Job;
import kartei.domain.rule.ContactGroup;
import kartei.domain.rule.Operator;
import kartei.domain.workspace.Workspace;
import kartei.storage.Action;
import kartei.storage.Rescoring;
import kartei.storage.Rescoring.Reach;

/// What contact groups have to say when an attribute changes: what they name stays, and what they are made of changes who is in
/// them.
final class UsedByGroups {
    private UsedByGroups() {}

    /// @throws Rejected `conflict` when a group asks for values of the attribute
    static void check(Workspace workspace, AttributeDefinition definition) {
        var groups = workspace.allRules().groupsUsing(definition.id());
        if (!groups.isEmpty()) {
            throw Rejected.conflict("the attribute is used by contact groups: " + String.join(", ", groups));
        }
    }

    /// @throws Rejected `conflict` when a group names one of these options of the attribute
    static void check(Workspace workspace, AttributeDefinition definition, Set<String> options) {
        var groups = workspace.allRules()
                .groups()
                .values()
                .stream()
                .filter(group -> names(group, definition, options))
                .map(ContactGroup::key)
                .toList();
        if (!groups.isEmpty()) {
            throw Rejected.conflict("options are used by contact groups: " + String.join(", ", groups));
        }
    }

    private static boolean names(ContactGroup group, AttributeDefinition definition, Set<String> options) {
        return group.all()
                .stream()
                .anyMatch(criterion -> criterion.attribute().equals(definition.id())
                        && criterion.op() != Operator.CONTAINS
                        && criterion.operands().stream().anyMatch(options::contains));
    }

    /// Whom a change of the attribute may give another score or team: nobody, those for whom VIP counts or not (S42), or those
    /// who are in a group by a value that counts now, or does not, or is called otherwise.
    static Optional<Reach> reach(Workspace workspace, AttributeDefinition before, AttributeDefinition after) {
        if (before.isVip()) {
            return before.enabled() == after.enabled() ? Optional.empty() : Optional.of(new Reach.Open());
        }
        var counts = before.crmManaged() == after.crmManaged()
                && (before.type() != AttributeType.DROPDOWN || before.options().equals(after.options()));
        var groups = workspace.allRules().groupsUsing(before.id());
        return counts || groups.isEmpty() ? Optional.empty() : Optional.of(new Reach.Members(groups));
    }

    /// What is written with a change of an attribute: the job that follows, or that nobody came to use what goes.
    static List<Action> with(Workspace workspace, Optional<Job> rescoring, boolean restricts) {
        var actions = new ArrayList<Action>();
        rescoring.ifPresent(job -> actions.addAll(Rescoring.started(workspace, job)));
        if (rescoring.isEmpty() && restricts) {
            actions.add(Rescoring.unchanged(workspace));
        }
        return actions;
    }
}
