package kartei.domain.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import kartei.domain.Feature;
import kartei.domain.Plan;
import kartei.domain.rule.PriorityRule.OfGroup;

/// Everything that an admin has said of groups, priority, routing and teams. `stamp` changes with every change of it, and with
/// everything else that counts for all conversations, such as VIP on or off. Groups and teams stand under their keys as they
/// are compared, in that order; what is built in is not among them.
public record Rules(
        long stamp,
        Map<String, ContactGroup> groups,
        Map<String, Team> teams,
        Prioritization prioritization,
        RoutingRules routing) {
    private static final List<Feature> PARTS = List.of(Feature.CONTACT_GROUPS, Feature.PRIORITIZATION, Feature.ROUTING);

    /// Of a workspace whose admin has said nothing.
    public static final Rules AT_START = new Rules(0, Map.of(), Map.of(), Prioritization.AT_START,
            RoutingRules.AT_START);

    public Rules {
        groups = Collections.unmodifiableMap(new TreeMap<>(groups));
        teams = Collections.unmodifiableMap(new TreeMap<>(teams));
    }

    /// Those that count in this plan: what it lacks is as it is at the start (S2).
    public Rules within(Plan plan) {
        if (plan.features().containsAll(PARTS)) {
            return this;
        }
        return new Rules(stamp, plan.has(Feature.CONTACT_GROUPS) ? groups : Map.of(),
                plan.has(Feature.ROUTING) ? teams : Map.of(),
                plan.has(Feature.PRIORITIZATION) ? prioritization : Prioritization.AT_START,
                plan.has(Feature.ROUTING) ? routing : RoutingRules.AT_START);
    }

    /// The group with this key, in any case; the built-in one is none.
    public Optional<ContactGroup> group(String key) {
        return Optional.ofNullable(groups.get(RuleKey.folded(key)));
    }

    /// The team with this key, in any case.
    public Optional<Team> team(String key) {
        return RuleKey.folded(key).equals(Team.EVERYONE.key()) ? Optional.of(Team.EVERYONE)
                : Optional.ofNullable(teams.get(RuleKey.folded(key)));
    }

    /// The keys of all teams, the built-in one first.
    public List<String> teamKeys() {
        var keys = new ArrayList<>(List.of(Team.EVERYONE.key()));
        teams.values().forEach(team -> keys.add(team.key()));
        return keys;
    }

    /// The keys of the groups that ask for values of an attribute.
    public List<String> groupsUsing(String attribute) {
        return groups.values().stream().filter(group -> group.uses(attribute)).map(ContactGroup::key).toList();
    }

    /// Where the group is named, for whoever wants it gone.
    public List<String> usesOfGroup(String key) {
        var uses = new ArrayList<String>();
        if (prioritization.rules().contains(new OfGroup(key))) {
            uses.add("prioritization");
        }
        if (routing.rules().stream().anyMatch(rule -> rule.groups().contains(key))) {
            uses.add("routing");
        }
        return uses;
    }

    /// Whether the team is named by a rule, or is the fallback team.
    public boolean leadTo(String team) {
        return routing.lead(team);
    }

    public Verdict of(Facts facts) {
        var rule = routing.first(facts);
        var team = rule.map(routing.rules()::get).map(RoutingRule::team).orElse(routing.fallbackTeam());
        return new Verdict(prioritization.matched(facts), team, rule);
    }
}
