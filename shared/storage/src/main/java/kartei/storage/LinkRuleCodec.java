package kartei.storage;

import java.util.Optional;

import kartei.domain.link.LinkRule;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// By which rule contacts are linked, as a part of the workspace's settings.
final class LinkRuleCodec {
    static final String LINK_RULE = "linkRule";

    private LinkRuleCodec() {}

    static LinkRule decode(Optional<Item> settings) {
        return settings.flatMap(held -> held.field(LINK_RULE))
                .map(AttributeValue::m)
                .map(Item::of)
                .map(rule -> new LinkRule(rule.findText("attribute"), rule.findText("region"),
                        rule.number("generation"), rule.number("phones")))
                .orElse(LinkRule.NONE);
    }
}
