package kartei.domain.rule;

import java.util.Optional;

import kartei.domain.Visibility;

/// What makes a conversation matter by one more.
public sealed interface PriorityRule {
    /// Its contact is in the group.
    record OfGroup(String group) implements PriorityRule {}

    /// It is about the topic.
    record OfTopic(String topic) implements PriorityRule {}

    /// It came over the channel, and with this visibility where one is named.
    record OfChannel(String channel, Optional<Visibility> visibility) implements PriorityRule {}

    default boolean matches(Facts facts) {
        return switch (this) {
            case OfGroup(var group) -> facts.groups().contains(group);
            case OfTopic(var topic) -> facts.isAbout(topic);
            case OfChannel(var channel, var visibility) ->
                facts.channel().equals(channel) && visibility.filter(wanted -> wanted != facts.visibility()).isEmpty();
        };
    }
}
