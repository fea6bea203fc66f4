package kartei.function.viprouting;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import kartei.api.job.Assignment;
import kartei.api.job.Work;
import kartei.domain.Limits;
import kartei.domain.rule.ContactGroup;
import kartei.storage.Directory;
import kartei.storage.Members;
import kartei.storage.Workspaces;

/// Counts who would be in a contact group, and changes nothing (S33). What it found is the result.
record CountMembers(Workspaces workspaces, Directory directory, Members members, InstantSource clock) implements Work {

    @Override
    public Cut cut(Assignment assignment) {
        return new Cut(PutRight.cursors(Walk.contacts(List.of()).stream()), directory.about(assignment.workspace()));
    }

    @Override
    public Slice slice(Assignment assignment, String cursor) {
        return switch (Walk.of(cursor)) {
            case Walk.OfDirectory from -> members.draft(assignment.workspace(), assignment.job().id())
                    .map(group -> counted(assignment, group, from))
                    .orElseGet(() -> Slice.last(0));
            case Walk.OfQueue _,Walk.OfFormerTeam _,Walk.OfMembers _ ->
                throw new IllegalStateException("only all contacts are counted");
        };
    }

    private Slice counted(Assignment assignment, ContactGroup group, Walk.OfDirectory from) {
        var workspace = workspaces.open(assignment.workspace());
        var after = Optional.of(from.after());
        var seen = 0L;
        var found = 0L;
        do {
            var piece = directory.piece(workspace.id(), from.shard(), after.get(), Limits.DIRECTORY_PAGE_ITEMS_MAX);
            seen += piece.contacts().size();
            found += members.count(workspace, piece.contacts(), group);
            after = piece.next();
        } while (after.isPresent() && seen < Limits.LINK_SLICE_CONTACTS_MAX
                && clock.instant().isBefore(assignment.until()));
        return new Slice(after.map(from::at).map(Walk::text), seen, found, List.of());
    }

    @Override
    public Finish finish(Assignment assignment) {
        return new Finish.Done(List.of(Members.forgotten(assignment.workspace(), assignment.job().id())));
    }
}
