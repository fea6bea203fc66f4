package kartei.function.contactedit;

import java.util.Optional;

import kartei.domain.Feature;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeKind;
import kartei.domain.workspace.Workspace;

/// Whether people may fill in an attribute by hand (S4, S16).
final class Editable {
    private Editable() {}

    /// Why they may not, or nothing.
    static Optional<String> violationOf(Workspace workspace, AttributeDefinition definition) {
        if (!workspace.has(Feature.VALUES)) {
            return Optional.of("cannot be edited in this plan");
        }
        if (definition.kind() == AttributeKind.PLATFORM) {
            return Optional.of("is filled in by the channel");
        }
        if (!definition.enabled()) {
            return Optional.of("is off");
        }
        return definition.crmManaged() ? Optional.of("is kept by the CRM") : Optional.empty();
    }
}
