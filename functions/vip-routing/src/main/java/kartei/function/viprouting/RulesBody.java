package kartei.function.viprouting;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import kartei.api.json.Body;
import kartei.domain.Limits;
import kartei.domain.Visibility;
import kartei.domain.Wording;
import kartei.domain.rule.ContactGroup;
import kartei.domain.rule.PriorityRule;
import kartei.domain.rule.RoutingRule;
import kartei.domain.rule.RoutingRules;
import kartei.domain.rule.RuleKey;
import kartei.domain.rule.Rules;
import kartei.domain.rule.Team;

/// The bodies of `PUT /v1/prioritization` and `PUT /v1/routing`, checked against the groups and teams that there are.
final class RulesBody {
    private static final String RULES = "rules";
    private static final String VISIBILITY = "visibility";
    private static final List<String> SUBJECTS = List.of("group", "topic", "channel");

    private RulesBody() {}

    static List<PriorityRule> prioritization(Body body, Rules there) {
        var rules = parts(body, Limits.PRIORITY_RULES_MAX).stream()
                .flatMap(part -> priority(part, there).stream())
                .toList();
        body.check();
        return rules;
    }

    private static Optional<PriorityRule> priority(Body part, Rules there) {
        var named = SUBJECTS.stream().filter(subject -> part.text(subject).isPresent()).toList();
        var visibility = visibility(part);
        if (named.size() != 1) {
            part.fault("", "must have exactly one of group, topic, channel");
            return Optional.empty();
        }
        if (visibility.isPresent() && !named.contains("channel")) {
            part.fault(VISIBILITY, "is for channels only");
        }
        return switch (named.getFirst()) {
            case "group" ->
                part.text("group").flatMap(key -> group(part, "group", key, there)).map(PriorityRule.OfGroup::new);
            case "topic" -> part.text("topic").map(text -> topic(part, "topic", text)).map(PriorityRule.OfTopic::new);
            default ->
                part.text("channel").map(id -> channel(part, id)).map(id -> new PriorityRule.OfChannel(id, visibility));
        };
    }

    static RoutingRules routing(Body body, Rules there) {
        var rules = parts(body, Limits.ROUTING_RULES_MAX).stream().map(part -> route(part, there)).toList();
        var fallback = body.text("fallbackTeam").map(key -> team(body, "fallbackTeam", key, there));
        body.check();
        return new RoutingRules(rules, fallback.orElse(Team.EVERYONE.key()), 0);
    }

    private static RoutingRule route(Body part, Rules there) {
        var groups = words(part, "groups", at -> key -> group(part, at, key, there));
        var topics = words(part, "topics", at -> text -> Optional.of(topic(part, at, text)));
        var visibility = visibility(part);
        var team = part.requiredText("team");
        var named = part.text("team").map(key -> team(part, "team", key, there)).orElse(team);
        return new RoutingRule(groups, topics, visibility, named);
    }

    private static List<Body> parts(Body body, int max) {
        if (!body.has(RULES) || body.isNull(RULES)) {
            body.fault(RULES, "is required");
        }
        var parts = body.objects(RULES).orElse(List.of());
        if (parts.size() > max) {
            body.fault(RULES, "must be at most " + max);
        }
        return parts;
    }

    private static List<String> words(
            Body part,
            String name,
            Function<String, Function<String, Optional<String>>> check) {
        var given = part.texts(name).orElse(List.of());
        if (given.size() > Limits.ROUTING_RULE_WORDS_MAX) {
            part.fault(name, "must be at most " + Limits.ROUTING_RULE_WORDS_MAX);
        }
        var words = new ArrayList<String>();
        for (int i = 0; i < given.size(); i++) {
            check.apply(name + "/" + i).apply(given.get(i)).ifPresent(words::add);
        }
        return words.stream().distinct().toList();
    }

    private static Optional<String> group(Body part, String at, String key, Rules there) {
        var found = Stream.concat(Stream.of(ContactGroup.VIP), there.groups().values().stream().map(ContactGroup::key))
                .filter(known -> RuleKey.folded(known).equals(RuleKey.folded(key)))
                .findFirst();
        if (found.isEmpty()) {
            part.fault(at, "is not the key of a contact group");
        }
        return found;
    }

    private static String team(Body part, String at, String key, Rules there) {
        var found = there.team(key);
        if (found.isEmpty()) {
            part.fault(at, "is not the key of a team");
        }
        return found.map(Team::key).orElse(key);
    }

    private static String topic(Body part, String at, String text) {
        part.fault(at, Wording.violationOfLine(text, Limits.TOPIC_CHARS_MAX));
        return Wording.trimmed(text);
    }

    /// A channel that has not been heard of yet may come.
    private static String channel(Body part, String id) {
        if (id.isEmpty() || id.length() > Limits.EXTERNAL_ID_CHARS_MAX) {
            part.fault("channel", "must have 1 to " + Limits.EXTERNAL_ID_CHARS_MAX + " characters");
        }
        return id;
    }

    private static Optional<Visibility> visibility(Body part) {
        return part.word(VISIBILITY, Visibility::of, "private, public");
    }
}
