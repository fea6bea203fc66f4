package kartei.storage;

import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

import kartei.domain.WorkspaceId;
import kartei.domain.rule.ContactGroup;
import kartei.domain.rule.PriorityRule;
import kartei.domain.rule.RuleKey;
import kartei.domain.rule.Team;

/// Whether all that groups and rules name is there: attributes, groups, teams.
final class RuleCheck {
    private final SweptTable table;
    private final BiConsumer<Key, String> faults;
    private final ContactGroupCodec groups = new ContactGroupCodec();

    RuleCheck(SweptTable table, BiConsumer<Key, String> faults) {
        this.table = table;
        this.faults = faults;
    }

    void run() {
        table.each(Keys.Kind.CONTACT_GROUP,
                (ws, item) -> groups.read(item)
                        .all()
                        .stream()
                        .filter(criterion -> table.attributes(ws).withId(criterion.attribute()).isEmpty())
                        .forEach(criterion -> faults.accept(item.key(), "asks for an attribute that is not there")));
        table.each(Keys.Kind.PRIORITIZATION,
                (ws, item) -> new PrioritizationCodec().read(item).rules().forEach(rule -> {
                    if (rule instanceof PriorityRule.OfGroup(var group)) {
                        wantsGroup(ws, item.key(), group);
                    }
                }));
        table.each(Keys.Kind.ROUTING, (ws, item) -> {
            var routing = new RoutingRulesCodec().read(item);
            wantsTeam(ws, item.key(), routing.fallbackTeam());
            routing.rules().forEach(rule -> {
                rule.groups().forEach(group -> wantsGroup(ws, item.key(), group));
                wantsTeam(ws, item.key(), rule.team());
            });
        });
    }

    private void wantsGroup(WorkspaceId ws, Key from, String group) {
        Set<String> there = table.of(Keys.Kind.CONTACT_GROUP)
                .filter(item -> Keys.workspaceOf(item.key()).equals(ws))
                .map(item -> groups.read(item).key())
                .collect(Collectors.toCollection(HashSet::new));
        there.add(ContactGroup.VIP);
        if (!there.contains(group)) {
            faults.accept(from, "names the group " + group + ", which is not there");
        }
    }

    private void wantsTeam(WorkspaceId ws, Key from, String team) {
        if (!RuleKey.folded(team).equals(Team.EVERYONE.key()) && !table.has(Keys.team(ws, team))) {
            faults.accept(from, "names the team " + team + ", which is not there");
        }
    }
}
