package kartei.function.attributeadmin;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import kartei.api.Tries;
import kartei.api.http.Precondition;
import kartei.domain.Feature;
import kartei.domain.Rejected;
import kartei.domain.Rejection;
import kartei.domain.Wording;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.BuiltInAttributes;
import kartei.domain.attribute.Option;
import kartei.domain.contact.Clearing;
import kartei.domain.job.Job;
import kartei.domain.workspace.Workspace;
import kartei.storage.Definitions;
import kartei.storage.Definitions.Removal;
import kartei.storage.Usage;
import kartei.storage.Workspaces;

/// Changes an attribute: label, on and off, media, options, what the CRM may do (S7, S12, S20–S24).
final class ChangeAttribute {
    private final Definitions definitions;
    private final Workspaces workspaces;
    private final Usage usage;
    private final Tries tries;
    private final ClearJobs clearJobs;

    ChangeAttribute(Definitions definitions, Workspaces workspaces, Usage usage, Tries tries, ClearJobs clearJobs) {
        this.definitions = definitions;
        this.workspaces = workspaces;
        this.usage = usage;
        this.tries = tries;
        this.clearJobs = clearJobs;
    }

    /// The attribute as it is now, and the job that clears the values of options that were removed.
    record Changed(Workspace workspace, AttributeDefinition definition, Optional<Job> job) {}

    /// What is wanted. `clearValues`: removed options may be in use, their values go.
    record Wish(String key, AttributePatch patch, Precondition ifMatch, boolean clearValues) {}

    Changed change(Workspace workspace, Wish wish) {
        if (wish.patch().changesOptions() && !workspace.has(Feature.CUSTOM_ATTRIBUTES)) {
            throw new Rejected(new Rejection.FeatureNotInPlan(Feature.CUSTOM_ATTRIBUTES.word()));
        }
        return tries.until(workspace, fresh -> changed(fresh, wish));
    }

    private Optional<Changed> changed(Workspace workspace, Wish wish) {
        var before = Catalog.of(workspace).require(wish.key());
        var after = wish.patch().appliedTo(before);
        wish.ifMatch().check(before.version());
        if (after.equals(before)) {
            return Optional.of(new Changed(workspace, before, Optional.empty()));
        }
        checkLabel(workspace, before, after.label());
        if (before.enabled() && !after.enabled() && workspace.settings().linking().isBy(before.id())) {
            throw Rejected.conflict("it is the matching attribute: choose another one, or none, before");
        }
        var saved = after.withVersion(before.version() + 1);
        var removal = removal(workspace, before, after, wish);
        var rescoring = UsedByGroups.reach(workspace, before, after).map(clearJobs::of);
        var restricts = removal.isPresent() || (before.enabled() && !after.enabled());
        var with = UsedByGroups.with(workspace, rescoring, restricts);
        return switch (definitions.change(workspace.id(), before, saved, removal, with)) {
            case DONE ->
                Optional.of(new Changed(workspaces.reopen(workspace, saved), saved, removal.map(Removal::job)));
            case LABEL_TAKEN -> throw labelTaken();
            case KEY_TAKEN, OVERTAKEN -> Optional.empty();
        };
    }

    /// S12: an option that contacts use goes only if the caller wants their values to go.
    private Optional<Removal> removal(
            Workspace workspace,
            AttributeDefinition before,
            AttributeDefinition after,
            Wish wish) {
        var removed = removedOptions(before, after);
        if (removed.isEmpty()) {
            return Optional.empty();
        }
        UsedByGroups.check(workspace, before, removed);
        var clearing = new Clearing(before.id(), before.type(),
                new Clearing.Target.Options(clearJobs.ids().get(), removed));
        var job = clearJobs.of(clearing);
        if (wish.clearValues()) {
            return Optional.of(new Removal(clearing, job, Optional.empty()));
        }
        var used = usage.read(workspace.id(), before.id());
        var contacts = used.count().of(removed);
        if (contacts > 0) {
            throw new Rejected(
                    new Rejection.Conflict("contacts use options that would be removed", Map.of("contacts", contacts)));
        }
        return Optional.of(new Removal(clearing, job, Optional.of(used)));
    }

    private static Set<String> removedOptions(AttributeDefinition before, AttributeDefinition after) {
        return before.options()
                .stream()
                .map(Option::id)
                .filter(id -> after.option(id).isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static void checkLabel(Workspace workspace, AttributeDefinition before, String label) {
        var folded = Wording.folded(label);
        var reserved = BuiltInAttributes.ownerOfFoldedLabel(folded).filter(owner -> !owner.equals(before.key()));
        var taken = workspace.attributes()
                .inOrder()
                .stream()
                .filter(other -> !other.id().equals(before.id()))
                .anyMatch(other -> Wording.folded(other.label()).equals(folded));
        if (reserved.isPresent() || taken) {
            throw labelTaken();
        }
    }

    private static Rejected labelTaken() {
        return Rejected.conflict("the label is taken, or values under it are still being cleared");
    }
}
