package kartei.function.viprouting;

import java.util.ArrayList;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import kartei.api.job.Assignment;
import kartei.api.job.Work;
import kartei.domain.rule.ContactGroup;
import kartei.domain.workspace.Workspace;
import kartei.storage.Directory;
import kartei.storage.Workspaces;

/// Compares all that the stream keeps up to date with what the table says, repairs what differs, and counts it: the net under
/// records of the stream that were lost.
record Reconcile(Workspaces workspaces, Directory directory, PutRight right) implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(Reconcile.class);

    @Override
    public Cut cut(Assignment assignment) {
        var groups = new ArrayList<>(List.of(ContactGroup.VIP));
        groups.addAll(workspaces.open(assignment.workspace()).rules().groups().keySet());
        return new Cut(PutRight.cursors(Walk.contacts(groups).stream()), directory.about(assignment.workspace()));
    }

    @Override
    public Slice slice(Assignment assignment, String cursor) {
        var workspace = workspaces.open(assignment.workspace());
        return right.slice(workspace, Walk.of(cursor), choice(workspace));
    }

    private static PutRight.Choice choice(Workspace workspace) {
        return new PutRight.Choice(contact -> contact.vip() || !workspace.groupsOf(contact).isEmpty(), true);
    }

    @Override
    public Finish finish(Assignment assignment) {
        var repaired = assignment.job().progress().found();
        if (repaired > 0) {
            LOG.atWarn()
                    .addKeyValue("workspace", assignment.workspace().value())
                    .addKeyValue("repaired", repaired)
                    .log("places that the stream had not kept up to date");
        }
        return new Finish.Done(List.of());
    }
}
