package kartei.function.attributeadmin;

import java.util.List;
import java.util.Optional;

import kartei.api.Tries;
import kartei.api.http.Precondition;
import kartei.domain.Rejected;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeKind;
import kartei.domain.contact.Clearing;
import kartei.domain.job.Job;
import kartei.domain.workspace.Workspace;
import kartei.storage.Definitions;
import kartei.storage.Rescoring;

/// Deletes a custom attribute: gone from this answer on, its values are cleared in the background (S13).
record DeleteAttribute(Definitions definitions, Tries tries, ClearJobs clearJobs) {

    /// What was deleted, and the job that clears its values.
    record Deleted(AttributeDefinition definition, Job job) {}

    Deleted delete(Workspace workspace, String key, Precondition ifMatch) {
        return tries.until(workspace, fresh -> deleted(fresh, key, ifMatch));
    }

    private Optional<Deleted> deleted(Workspace workspace, String key, Precondition ifMatch) {
        var definition = Catalog.of(workspace).require(key);
        ifMatch.check(definition.version());
        if (definition.kind() != AttributeKind.CUSTOM) {
            throw Rejected
                    .conflict("a " + definition.kind().word() + " attribute cannot be deleted, only switched off");
        }
        var linking = workspace.settings().linking();
        if (linking.isBy(definition.id())) {
            throw Rejected.conflict("it is the matching attribute: choose another one, or none, before");
        }
        if (linking.clears(definition.id())) {
            throw Rejected.conflict("it was the matching attribute, and its links are still being cleared away");
        }
        UsedByGroups.check(workspace, definition);
        var target = new Clearing.Target.Everything(definition.key(), definition.label());
        var clearing = new Clearing(definition.id(), definition.type(), target);
        var job = clearJobs.of(clearing);
        var outcome = definitions.delete(workspace, definition, clearing, job, List.of(Rescoring.unchanged(workspace)));
        return outcome == Definitions.Outcome.DONE ? Optional.of(new Deleted(definition, job)) : Optional.empty();
    }
}
