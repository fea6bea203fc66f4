package kartei.function.attributeadmin;

import java.util.Optional;

import kartei.api.json.Body;
import kartei.domain.Rejected;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeKind;
import kartei.domain.attribute.AttributeType;
import kartei.domain.attribute.Comparing;
import kartei.domain.workspace.Workspace;

/// What somebody wants contacts to be matched by: an attribute, or none, and the region of phone numbers without a country code
/// where that is to change too.
record MatchingWish(Optional<String> key, boolean saysRegion, Optional<String> region) {
    private static final String ATTRIBUTE = "attribute";
    private static final String REGION = "defaultRegion";

    static MatchingWish of(Body body) {
        if (!body.has(ATTRIBUTE)) {
            body.fault(ATTRIBUTE, "is required; null is none");
        }
        var wish = new MatchingWish(body.text(ATTRIBUTE), body.has(REGION), body.text(REGION));
        wish.region.filter(region -> !Comparing.isRegion(region))
                .ifPresent(region -> body.fault(REGION, "must be a region of ISO 3166 such as DE"));
        body.check();
        return wish;
    }

    /// The id of the attribute.
    ///
    /// @throws Rejected `invalid` when no contacts can be matched by it
    Optional<String> attributeIn(Workspace workspace) {
        return key.map(wanted -> {
            var found = Catalog.of(workspace)
                    .find(wanted)
                    .orElseThrow(() -> Rejected.invalid("/" + ATTRIBUTE, "is no attribute of this workspace"));
            violationOf(found).ifPresent(violation -> {
                throw Rejected.invalid("/" + ATTRIBUTE, violation);
            });
            return found.id();
        });
    }

    private static Optional<String> violationOf(AttributeDefinition definition) {
        if (definition.type() != AttributeType.TEXT) {
            return Optional.of("must be a text attribute: many contacts share an option or a flag");
        }
        if (definition.kind() == AttributeKind.PLATFORM) {
            return Optional.of("must not be a platform attribute");
        }
        return definition.enabled() ? Optional.empty() : Optional.of("is off");
    }

    Optional<String> regionIn(Workspace workspace) {
        return saysRegion ? region : workspace.settings().linking().wanted().region();
    }
}
