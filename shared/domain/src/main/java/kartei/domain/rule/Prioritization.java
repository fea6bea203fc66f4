package kartei.domain.rule;

import java.util.List;
import java.util.stream.IntStream;

import kartei.domain.rule.PriorityRule.OfGroup;

/// Which conversations stand higher in the queue: each rule that matches counts 1 (S37). `version` counts the changes.
public record Prioritization(List<PriorityRule> rules, long version) {
    /// Of a workspace whose admin has not said otherwise: VIP counts.
    public static final Prioritization AT_START = new Prioritization(List.of(new OfGroup(ContactGroup.VIP)), 0);

    public Prioritization {
        rules = List.copyOf(rules);
    }

    /// The places of the rules that match, from 0.
    List<Integer> matched(Facts facts) {
        return IntStream.range(0, rules.size()).filter(i -> rules.get(i).matches(facts)).boxed().toList();
    }
}
