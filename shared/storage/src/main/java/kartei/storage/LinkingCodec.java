package kartei.storage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kartei.domain.link.LinkRule;
import kartei.domain.link.Linking;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How contacts are linked, as a part of the workspace's settings.
final class LinkingCodec {
    static final String LINKING = "linking";
    static final String VERSION = "linkingVersion";
    private static final String NEXT = "next";
    private static final String JOB = "job";
    private static final String RETIRING = "retiring";

    private LinkingCodec() {}

    static Optional<Linking> find(Item settings) {
        return settings.field(LINKING).map(AttributeValue::m).map(Item::of).map(item -> {
            var next = item.field(NEXT).map(AttributeValue::m).map(Item::of).map(LinkingCodec::rule);
            return new Linking(rule(item), next, item.findText(JOB), item.texts(RETIRING), settings.number(VERSION));
        });
    }

    /// Puts it into the settings; fails when it is not at the version before.
    static Change set(Change settings, Linking linking) {
        var members = new LinkedHashMap<>(rule(linking.rule()));
        linking.next().ifPresent(next -> members.put(NEXT, AttributeValue.fromM(rule(next))));
        linking.job().ifPresent(job -> members.put(JOB, AttributeValue.fromS(job)));
        members.put(RETIRING, AttributeValue.fromL(linking.retiring().stream().map(AttributeValue::fromS).toList()));
        return settings.set(List.of(LINKING), AttributeValue.fromM(members))
                .number(VERSION, linking.version())
                .onlyIf(atVersion(linking.version() - 1));
    }

    static Condition atVersion(long version) {
        return version == 0 ? Condition.missing(VERSION) : Condition.equal(VERSION, version);
    }

    private static LinkRule rule(Item item) {
        return new LinkRule(item.findText("attribute"), item.findText("region"), item.number("generation"),
                item.number("phones"));
    }

    private static Map<String, AttributeValue> rule(LinkRule rule) {
        var members = new LinkedHashMap<String, AttributeValue>();
        rule.attribute().ifPresent(attribute -> members.put("attribute", AttributeValue.fromS(attribute)));
        rule.region().ifPresent(region -> members.put("region", AttributeValue.fromS(region)));
        members.put("generation", AttributeValue.fromN(Long.toString(rule.generation())));
        members.put("phones", AttributeValue.fromN(Long.toString(rule.phones())));
        return members;
    }
}
