package kartei.domain.rule;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import kartei.domain.Visibility;
import kartei.domain.Wording;

/// What rules look at: the groups that a conversation's contact is in and that count, and what the conversation is.
public record Facts(Set<String> groups, Set<String> foldedTopics, String channel, Visibility visibility) {
    public Facts {
        groups = Set.copyOf(groups);
        foldedTopics = Set.copyOf(foldedTopics);
    }

    public static Facts of(Set<String> groups, List<String> topics, String channel, Visibility visibility) {
        return new Facts(groups, topics.stream().map(Wording::folded).collect(Collectors.toSet()), channel, visibility);
    }

    /// Topics compare without case.
    boolean isAbout(String topic) {
        return foldedTopics.contains(Wording.folded(topic));
    }
}
