package kartei.function.viprouting;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import kartei.api.job.Work.Slice;
import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.ConversationId;
import kartei.domain.workspace.Workspace;
import kartei.storage.Directory;
import kartei.storage.Keys;
import kartei.storage.Together;
import kartei.storage.Walks;

/// Takes the next piece of a walk and puts right whom it finds, some side by side. Doing it again changes nothing.
record PutRight(Walks walks, Directory directory, RouteContact routing) {

    /// Of the directory of contacts only those are looked at whom `concerns` names, and where `withOpen` says so those who have an
    /// open conversation.
    record Choice(Predicate<Contact> concerns, boolean withOpen) {}

    Slice slice(Workspace workspace, Walk walk, Choice choice) {
        var ws = workspace.id();
        return switch (walk) {
            case Walk.OfQueue(var lane, var after) -> conversations(workspace, walk, walks.queue(ws, lane, after));
            case Walk.OfFormerTeam(var lane, var after) -> conversations(workspace, walk, walks.queue(ws, lane, after));
            case Walk.OfMembers(var groups, var after) -> {
                var piece = walks.members(ws, groups.getFirst(), after);
                yield done(workspace, walk, piece.next(), 0, tasks(ws, piece.found()));
            }
            case Walk.OfDirectory(var shard, var after) -> {
                var piece = directory.piece(ws, shard, after, Limits.RESCORE_SLICE_ITEMS_MAX);
                yield done(workspace, walk, piece.next(), piece.contacts().size(), tasks(ws, chosen(piece, choice)));
            }
        };
    }

    private static Set<ContactId> chosen(Directory.Piece piece, Choice choice) {
        var chosen = piece.contacts()
                .stream()
                .filter(choice.concerns())
                .map(Contact::id)
                .collect(Collectors.toCollection(HashSet::new));
        if (choice.withOpen()) {
            chosen.addAll(piece.open());
        }
        return chosen;
    }

    private Slice conversations(Workspace workspace, Walk walk, Walks.Piece<ConversationId> piece) {
        var tasks = piece.found()
                .stream()
                .<Supplier<Integer>>map(id -> () -> routing.route(workspace.id(), id))
                .toList();
        return done(workspace, walk, piece.next(), tasks.size(), tasks);
    }

    private List<Supplier<Integer>> tasks(WorkspaceId ws, Iterable<ContactId> contacts) {
        var tasks = new ArrayList<Supplier<Integer>>();
        contacts.forEach(contact -> tasks.add(() -> routing.route(new Keys.Owner(ws, contact))));
        return tasks;
    }

    /// The progress is what was `seen`: of a walk over contacts all that the directory shows, and not once more who is a member.
    private static Slice done(
            Workspace workspace,
            Walk walk,
            Optional<String> next,
            int seen,
            List<Supplier<Integer>> tasks) {
        var repaired = 0L;
        for (int from = 0; from < tasks.size(); from += Limits.RESCORED_AT_ONCE_MAX) {
            var together = tasks.subList(from, Math.min(tasks.size(), from + Limits.RESCORED_AT_ONCE_MAX));
            repaired += Together.all(together).stream().mapToLong(Integer::longValue).sum();
        }
        var further = next.map(walk::at).or(() -> walk.following(workspace)).map(Walk::text);
        return new Slice(further, seen, repaired, List.of());
    }

    /// The cursors of walks.
    static List<String> cursors(Stream<Walk> walks) {
        return walks.map(Walk::text).toList();
    }
}
