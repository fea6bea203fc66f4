package kartei.domain.rule;

import java.util.List;
import java.util.Optional;

import kartei.domain.Visibility;

/// Whose work a conversation becomes of which this holds: its contact is in any of the groups, it is about any of the topics,
/// it has the visibility. What is left open holds for all.
public record RoutingRule(List<String> groups, List<String> topics, Optional<Visibility> visibility, String team) {
    public RoutingRule {
        groups = List.copyOf(groups);
        topics = List.copyOf(topics);
    }

    boolean matches(Facts facts) {
        return (groups.isEmpty() || groups.stream().anyMatch(facts.groups()::contains))
                && (topics.isEmpty() || topics.stream().anyMatch(facts::isAbout))
                && visibility.filter(wanted -> wanted != facts.visibility()).isEmpty();
    }
}
