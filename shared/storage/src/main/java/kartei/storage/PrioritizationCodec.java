package kartei.storage;

import java.util.HashMap;
import java.util.Map;

import kartei.domain.Visibility;
import kartei.domain.WorkspaceId;
import kartei.domain.rule.Prioritization;
import kartei.domain.rule.PriorityRule;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// `RULES`: the rules of prioritisation.
final class PrioritizationCodec implements ItemCodec<Prioritization> {
    private static final String RULES = "rules";

    @Override
    public Item encode(WorkspaceId ws, Prioritization prioritization) {
        return Item.at(Keys.prioritization(ws))
                .with(RULES,
                        AttributeValue.fromL(prioritization.rules().stream().map(PrioritizationCodec::stored).toList()))
                .number(Fields.VERSION, prioritization.version());
    }

    private static AttributeValue stored(PriorityRule rule) {
        return AttributeValue.fromM(switch (rule) {
            case PriorityRule.OfGroup(var group) -> Map.of("group", AttributeValue.fromS(group));
            case PriorityRule.OfTopic(var topic) -> Map.of("topic", AttributeValue.fromS(topic));
            case PriorityRule.OfChannel(var channel, var visibility) -> {
                var members = new HashMap<String, AttributeValue>();
                members.put("channel", AttributeValue.fromS(channel));
                visibility.ifPresent(wanted -> members.put("visibility", AttributeValue.fromS(wanted.name())));
                yield members;
            }
        });
    }

    @Override
    public Prioritization decode(Item item) {
        var rules = item.list(RULES).stream().map(value -> rule(Item.of(value.m()))).toList();
        return new Prioritization(rules, item.number(Fields.VERSION));
    }

    private static PriorityRule rule(Item item) {
        return item.findText("group")
                .<PriorityRule>map(PriorityRule.OfGroup::new)
                .or(() -> item.findText("topic").map(PriorityRule.OfTopic::new))
                .orElseGet(() -> new PriorityRule.OfChannel(item.text("channel"),
                        item.findText("visibility").map(Visibility::valueOf)));
    }
}
