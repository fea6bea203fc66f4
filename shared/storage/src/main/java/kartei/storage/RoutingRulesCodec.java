package kartei.storage;

import java.util.HashMap;

import kartei.domain.Visibility;
import kartei.domain.WorkspaceId;
import kartei.domain.rule.RoutingRule;
import kartei.domain.rule.RoutingRules;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// `ROUTING`: the rules of routing.
final class RoutingRulesCodec implements ItemCodec<RoutingRules> {
    private static final String RULES = "rules";

    @Override
    public Item encode(WorkspaceId ws, RoutingRules routing) {
        return Item.at(Keys.routing(ws))
                .with(RULES, AttributeValue.fromL(routing.rules().stream().map(RoutingRulesCodec::stored).toList()))
                .text("fallbackTeam", routing.fallbackTeam())
                .number(Fields.VERSION, routing.version());
    }

    private static AttributeValue stored(RoutingRule rule) {
        var members = new HashMap<String, AttributeValue>();
        members.put("groups", StoredTexts.of(rule.groups()));
        members.put("topics", StoredTexts.of(rule.topics()));
        rule.visibility().ifPresent(wanted -> members.put("visibility", AttributeValue.fromS(wanted.name())));
        members.put("team", AttributeValue.fromS(rule.team()));
        return AttributeValue.fromM(members);
    }

    @Override
    public RoutingRules decode(Item item) {
        var rules = item.list(RULES).stream().map(value -> rule(Item.of(value.m()))).toList();
        return new RoutingRules(rules, item.text("fallbackTeam"), item.number(Fields.VERSION));
    }

    private static RoutingRule rule(Item item) {
        return new RoutingRule(item.texts("groups"), item.texts("topics"),
                item.findText("visibility").map(Visibility::valueOf), item.text("team"));
    }
}
