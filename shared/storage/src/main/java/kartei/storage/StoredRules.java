package kartei.storage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import kartei.domain.rule.ContactGroup;
import kartei.domain.rule.Prioritization;
import kartei.domain.rule.RoutingRules;
import kartei.domain.rule.RuleKey;
import kartei.domain.rule.Rules;
import kartei.domain.rule.Team;

/// Groups, rules and teams of a workspace, put together from their items. `items` are all those of its partition whose sort key
/// begins so.
record StoredRules(Function<String, List<Item>> items) {

    /// Three queries side by side. What is read is as new as its stamp, or newer.
    Rules read(long stamp) {
        var read = Together.all(List.<Supplier<List<Item>>>of(() -> items.apply(Keys.CONTACT_GROUP),
                () -> items.apply(Keys.RULE_SETS), () -> items.apply(Keys.TEAM)));
        return new Rules(stamp, groups(read.get(0)), teams(read.get(2)),
                only(read.get(1), Keys.Kind.PRIORITIZATION).map(new PrioritizationCodec()::read)
                        .orElse(Prioritization.AT_START),
                only(read.get(1), Keys.Kind.ROUTING).map(new RoutingRulesCodec()::read).orElse(RoutingRules.AT_START));
    }

    private static Optional<Item> only(List<Item> items, Keys.Kind kind) {
        return items.stream().filter(item -> Keys.Kind.of(item.key()).filter(kind::equals).isPresent()).findFirst();
    }

    private static Map<String, ContactGroup> groups(List<Item> items) {
        return items.stream()
                .map(new ContactGroupCodec()::read)
                .collect(Collectors.toMap(group -> RuleKey.folded(group.key()), Function.identity()));
    }

    private static Map<String, Team> teams(List<Item> items) {
        return items.stream()
                .map(new TeamCodec()::read)
                .collect(Collectors.toMap(team -> RuleKey.folded(team.key()), Function.identity()));
    }
}
