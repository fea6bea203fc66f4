package kartei.function.attributeadmin;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import kartei.api.json.Body;
import kartei.domain.Limits;
import kartei.domain.Medium;
import kartei.domain.Wording;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeKind;
import kartei.domain.attribute.AttributeType;
import kartei.domain.attribute.Option;

/// The body of `PATCH /v1/attributes/{key}`: what an admin wants to change; what is left out stays.
final class AttributePatch {
    private static final List<String> MEMBERS = List.of("label", "enabled", "media", "options", "crmManaged", "lookup");

    private final Body body;
    private final Supplier<String> ids;

    AttributePatch(Body body, Supplier<String> ids) {
        this.body = body;
        this.ids = ids;
    }

    boolean changesOptions() {
        return body.has("options");
    }

    /// The definition as it is to be, its version aside.
    ///
    /// @throws kartei.domain.Rejected with everything that is wrong, for this definition, with what was sent
    AttributeDefinition appliedTo(AttributeDefinition before) {
        for (var fixed : List.of("key", "type")) {
            if (body.has(fixed)) {
                body.fault(fixed, "cannot change");
            }
        }
        MEMBERS.stream().filter(body::isNull).forEach(member -> body.fault(member, "must not be null"));
        var after = withOptions(withMedia(withLabel(before)));
        after = body.flag("enabled").map(after::withEnabled).orElse(after);
        after = after.withCrm(crmManaged(before), lookup(before));
        body.check();
        return after;
    }

    private AttributeDefinition withLabel(AttributeDefinition before) {
        return body.text("label").map(label -> {
            body.fault("label", Wording.violationOfLine(label, Limits.ATTRIBUTE_LABEL_CHARS_MAX));
            return before.withLabel(Wording.trimmed(label));
        }).orElse(before);
    }

    private AttributeDefinition withMedia(AttributeDefinition before) {
        if (!body.has("media")) {
            return before;
        }
        if (before.kind() != AttributeKind.PLATFORM) {
            body.fault("media", "only platform attributes have media");
        }
        var media = new EnumMap<Medium, Boolean>(Medium.class);
        media.putAll(before.media());
        body.flags("media").forEach((word, on) -> {
            var medium = Medium.of(word).filter(before.media()::containsKey);
            medium.ifPresentOrElse(own -> media.put(own, on),
                    () -> body.fault("media/" + Body.escaped(word), "is not a medium of this attribute"));
        });
        return before.withMedia(media);
    }

    /// An id keeps its option, under a new label perhaps; without an id it is a new one; ids that are left out are removed.
    private AttributeDefinition withOptions(AttributeDefinition before) {
        if (!body.has("options")) {
            return before;
        }
        if (before.type() != AttributeType.DROPDOWN) {
            body.fault("options", "only dropdowns have options");
        }
        var given = body.objects("options").orElse(List.of());
        if (!body.isNull("options")) {
            OptionLabels.checkCount(body, given.size());
        }
        var labels = new OptionLabels();
        var kept = new HashSet<String>();
        return before.withOptions(given.stream().map(option -> option(before, option, labels, kept)).toList());
    }

    private Option option(AttributeDefinition before, Body given, OptionLabels labels, Set<String> kept) {
        var id = given.text("id");
        id.filter(named -> before.option(named).isEmpty())
                .ifPresent(_ -> given.fault("id", "is not an option of this attribute"));
        id.filter(named -> !kept.add(named)).ifPresent(_ -> given.fault("id", "stands twice"));
        var label = given.requiredText("label");
        given.text("label").ifPresent(text -> labels.check(text, violation -> given.fault("label", violation)));
        return new Option(id.orElseGet(ids), Wording.trimmed(label));
    }

    /// S21: only custom attributes may be CRM-managed.
    private boolean crmManaged(AttributeDefinition before) {
        var wanted = body.flag("crmManaged");
        wanted.filter(on -> on && before.kind() != AttributeKind.CUSTOM)
                .ifPresent(_ -> body.fault("crmManaged", "only custom attributes can be managed by the CRM"));
        return wanted.orElse(before.crmManaged());
    }

    /// S20: all but VIP, which is no value.
    private boolean lookup(AttributeDefinition before) {
        Optional<Boolean> wanted = body.flag("lookup");
        wanted.filter(on -> on && before.isVip()).ifPresent(_ -> body.fault("lookup", "VIP cannot be looked up by"));
        return wanted.orElse(before.lookup());
    }
}
