package kartei.storage;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;

import kartei.domain.job.JobId;
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

    static Linking decode(Optional<Item> settings) {
        return settings.flatMap(held -> held.field(LINKING).map(AttributeValue::m).map(Item::of).map(linking -> {
            var building = linking.field(NEXT)
                    .map(next -> new Linking.Building(rule(next),
                            JobId.of(linking.text(JOB)).orElseThrow(() -> new IllegalStateException("names no job"))));
            var retiring = linking.list(RETIRING).stream().map(LinkingCodec::rule).toList();
            return new Linking(rule(AttributeValue.fromM(linking.fields())), building, retiring, held.number(VERSION));
        })).orElse(Linking.NONE);
    }

    /// Sets it in the settings, in place of the version before it.
    static Change set(Change settings, Linking linking) {
        return settings.set(List.of(LINKING), encode(linking))
                .number(VERSION, linking.version())
                .onlyIf(atVersion(linking.version() - 1));
    }

    static AttributeValue encode(Linking linking) {
        var members = rule(linking.rule());
        linking.building().ifPresent(building -> {
            members.with(NEXT, AttributeValue.fromM(rule(building.rule()).fields()));
            members.text(JOB, building.job().value());
        });
        var retiring = linking.retiring().stream().map(gone -> AttributeValue.fromM(rule(gone).fields())).toList();
        members.with(RETIRING, AttributeValue.fromL(retiring));
        return AttributeValue.fromM(members.fields());
    }

    static Condition atVersion(long version) {
        return version == 0 ? Condition.missing(VERSION) : Condition.equal(VERSION, version);
    }

    private static LinkRule rule(AttributeValue value) {
        var item = Item.of(value.m());
        return new LinkRule(item.findText("attribute"), item.findText("region"), item.number("generation"),
                item.number("phones"));
    }

    private static Item rule(LinkRule rule) {
        return Item.of(new HashMap<>())
                .text("attribute", rule.attribute())
                .text("region", rule.region())
                .number("generation", rule.generation())
                .number("phones", rule.phones());
    }
}
