package kartei.domain.rule;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Whose work conversations are (S34): that of the first rule that matches, or of the fallback team. `version` counts the
/// changes.
public record RoutingRules(List<RoutingRule> rules, String fallbackTeam, long version) {
    /// Of a workspace whose admin has not said otherwise: all work is everyone's.
    public static final RoutingRules AT_START = new RoutingRules(List.of(), Team.EVERYONE.key(), 0);

    public RoutingRules {
        rules = List.copyOf(rules);
    }

    /// The place of the first rule that matches, from 0.
    Optional<Integer> first(Facts facts) {
        return IntStream.range(0, rules.size()).filter(i -> rules.get(i).matches(facts)).boxed().findFirst();
    }

    /// Whether work may come to the team by these.
    boolean lead(String team) {
        return fallbackTeam.equals(team) || rules.stream().anyMatch(rule -> rule.team().equals(team));
    }
}
