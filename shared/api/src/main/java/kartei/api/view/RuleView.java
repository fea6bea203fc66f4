package kartei.api.view;

import kartei.api.json.Json;
import kartei.domain.Visibility;
import kartei.domain.rule.PriorityRule;
import kartei.domain.rule.RoutingRule;

/// A rule as the API shows it, in its list or in the answer to why it matched.
public final class RuleView {
    private RuleView() {}

    public static Json.Obj of(PriorityRule rule) {
        var shown = Json.object();
        return switch (rule) {
            case PriorityRule.OfGroup(var group) -> shown.put("group", group);
            case PriorityRule.OfTopic(var topic) -> shown.put("topic", topic);
            case PriorityRule.OfChannel(var channel, var visibility) ->
                shown.put("channel", channel).putIfPresent("visibility", visibility.map(Visibility::word));
        };
    }

    public static Json.Obj of(RoutingRule rule) {
        return Json.object()
                .put("groups", Json.texts(rule.groups()))
                .put("topics", Json.texts(rule.topics()))
                .putIfPresent("visibility", rule.visibility().map(Visibility::word))
                .put("team", rule.team());
    }
}
