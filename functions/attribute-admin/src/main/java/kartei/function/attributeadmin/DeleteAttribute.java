package kartei.function.attributeadmin;

import java.util.Optional;

import kartei.api.http.Precondition;
import kartei.domain.Rejected;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeKind;
import kartei.domain.workspace.Workspace;
import kartei.storage.Definitions;

/// Deletes a custom attribute: gone from this answer on, its values are cleared in the background (S13).
record DeleteAttribute(Definitions definitions, Tries tries) {

    /// What was deleted.
    AttributeDefinition delete(Workspace workspace, String key, Precondition ifMatch) {
        return tries.until(workspace, fresh -> deleted(fresh, key, ifMatch));
    }

    private Optional<AttributeDefinition> deleted(Workspace workspace, String key, Precondition ifMatch) {
        var definition = Catalog.of(workspace).require(key);
        ifMatch.check(definition.version());
        if (definition.kind() != AttributeKind.CUSTOM) {
            throw Rejected
                    .conflict("a " + definition.kind().word() + " attribute cannot be deleted, only switched off");
        }
        var outcome = definitions.delete(workspace.id(), workspace.attributes(), definition);
        return outcome == Definitions.Outcome.DONE ? Optional.of(definition) : Optional.empty();
    }
}
