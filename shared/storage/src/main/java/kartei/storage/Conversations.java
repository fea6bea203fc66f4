package kartei.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.WorkspaceId;
import kartei.domain.conversation.Activity;
import kartei.domain.contact.Contact;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.Message;
import kartei.domain.conversation.Snapshot;
import kartei.domain.rule.Team;
import kartei.domain.workspace.Workspace;

/// Conversations of contacts that are alive: reading one, and what people do to it.
public final class Conversations {
    private final Table table;
    private final ConversationCodec codec = new ConversationCodec();
    private final ActivityCodec activities = new ActivityCodec();
    private final MessageCodec messages = new MessageCodec();
    private final ContactCodec contacts = new ContactCodec();
    private final SnapshotCodec snapshots = new SnapshotCodec();

    public Conversations(Table table) {
        this.table = table;
    }

    /// A conversation as it is, its contact's activity, and another item that was asked for beside them.
    public record Seen(Conversation conversation, Activity activity, Optional<Item> beside) {}

    /// One BatchGetItem; nothing when there is no such conversation or its contact is not alive.
    public Optional<Seen> find(WorkspaceId ws, ConversationId id, Optional<Key> beside) {
        var conversation = Keys.conversation(ws, id);
        var activity = Keys.activity(ws, id.contact());
        var wanted = new ArrayList<>(List.of(conversation, activity));
        beside.ifPresent(wanted::add);
        var items = table.getAll(wanted);
        return Optional.ofNullable(items.get(activity))
                .map(activities::read)
                .flatMap(alive -> Optional.ofNullable(items.get(conversation))
                        .map(codec::read)
                        .map(found -> new Seen(found, alive, beside.map(items::get))));
    }

    public Optional<Conversation> find(WorkspaceId ws, ConversationId id) {
        return find(ws, id, Optional.empty()).map(Seen::conversation);
    }

    /// A conversation with all that is shown of it: once it is resolved, with the snapshot of that moment in so many `pieces`;
    /// and its contact, where that was asked for.
    public record Whole(
            Conversation conversation,
            Activity activity,
            Optional<Contact> contact,
            Optional<Snapshot> snapshot,
            int pieces) {
        /// The same after a change that leaves it resolved, or open.
        public Whole with(Conversation changed) {
            return new Whole(changed, activity, contact, snapshot, pieces);
        }
    }

    /// One BatchGetItem and beside it a query; nothing when there is no such conversation or its contact is not alive. Both
    /// again when the conversation was resolved or reopened between them.
    public Optional<Whole> whole(WorkspaceId ws, ConversationId id, boolean withContact) {
        var beside = withContact ? Optional.of(Keys.contact(ws, id.contact())) : Optional.<Key>empty();
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var reading = Together.start(() -> pieces(ws, id));
            var seen = find(ws, id, beside);
            var pieces = Together.join(reading);
            var isLast = attempt == Limits.WRITE_TRIES_MAX;
            if (seen.isEmpty() || fits(pieces, seen.get().conversation()) || (isLast && pieces.isEmpty())) {
                return seen.map(found -> whole(found, pieces));
            }
        }
        throw Rejected.busy();
    }

    private List<SnapshotPiece> pieces(WorkspaceId ws, ConversationId id) {
        return table.query(Keys.messages(ws, id), new Range.Prefix(Keys.SNAPSHOT), true, Limits.SNAPSHOT_PIECES_MAX)
                .stream()
                .map(snapshots::read)
                .toList();
    }

    private static boolean fits(List<SnapshotPiece> pieces, Conversation conversation) {
        return conversation.resolvedAt()
                .map(at -> !pieces.isEmpty() && pieces.stream()
                        .allMatch(piece -> piece.count() == pieces.size() && piece.part().at().equals(at)))
                .orElse(pieces.isEmpty());
    }

    private Whole whole(Seen seen, List<SnapshotPiece> pieces) {
        return new Whole(seen.conversation(), seen.activity(), seen.beside().map(contacts::read),
                pieces.isEmpty() ? Optional.empty() : Optional.of(SnapshotPiece.whole(pieces)), pieces.size());
    }

    /// Adds an agent's answer, which made `after` of the conversation `before`; `with` is done in the same transaction. A
    /// message that is there already was added by an attempt whose answer was lost.
    ///
    /// @throws ConditionFailed when the conversation was written since it was read, or its contact is gone
    public void reply(
            WorkspaceId ws,
            Conversation before,
            Conversation after,
            Message message,
            Optional<Instant> uploadUntil,
            List<Action> with) throws ConditionFailed {
        var activity = Change.at(Keys.activity(ws, after.id().contact()))
                .time(ActivityCodec.LAST_MESSAGE_AT, after.lastMessageAt())
                .indexed(Index.RECENT, Keys.recent(ws, after.id().contact(), after.lastMessageAt()))
                .onlyIf(ActivityCodec.alive());
        uploadUntil.ifPresent(until -> activity.time(ActivityCodec.UPLOAD_UNTIL, until));
        var adding = Action.put(messages.encode(ws, message), Condition.absent());
        var actions = new ArrayList<>(
                List.of(codec.change(ws, before, after).action(), activity.action(), remembered(ws, after), adding));
        actions.addAll(with);
        try {
            table.write(actions);
        } catch (ConditionFailed failed) {
            if (!failed.of(adding)) {
                throw failed;
            }
        }
    }

    /// Puts the conversation into another status; resolving it keeps what its contact's values are now, reopening forgets that.
    /// `before` has its contact when it is to be resolved.
    ///
    /// @throws ConditionFailed when it was written since it was read, its contact is gone, or another conversation of the
    /// contact was opened meanwhile
    public Whole turn(Workspace workspace, Whole before, Conversation after) throws ConditionFailed {
        var ws = workspace.id();
        var actions = new ArrayList<>(List.of(codec.change(ws, before.conversation(), after).action(),
                opening(ws, before.conversation(), after), remembered(ws, after)));
        for (int piece = 0; piece < before.pieces(); piece++) {
            actions.add(Action.delete(Keys.snapshot(ws, after.id(), piece)));
        }
        var snapshot = after.resolvedAt().map(at -> Snapshot.of(workspace, before.contact().orElseThrow(), at));
        var pieces = snapshot.map(kept -> SnapshotPiece.of(after.id(), kept)).orElse(List.of());
        pieces.forEach(piece -> actions.add(Action.put(snapshots.encode(ws, piece))));
        table.write(actions);
        return new Whole(after, before.activity(), before.contact(), snapshot, pieces.size());
    }

    /// Changes what a conversation is about, and where it stands by that.
    ///
    /// @throws ConditionFailed when it was written since it was read, or its contact is gone
    public void describe(WorkspaceId ws, Conversation before, Conversation after) throws ConditionFailed {
        var alive = Action.check(Keys.activity(ws, after.id().contact()), ActivityCodec.alive());
        table.write(List.of(codec.change(ws, before, after).action(), alive));
    }

    /// Gives a conversation to a team that is there.
    ///
    /// @throws ConditionFailed when it was written since it was read, its contact or the team is gone
    public void give(WorkspaceId ws, Conversation before, Conversation after, Team team) throws ConditionFailed {
        var actions = new ArrayList<>(List.of(codec.change(ws, before, after).action(),
                Action.check(Keys.activity(ws, after.id().contact()), ActivityCodec.alive())));
        if (!team.equals(Team.EVERYONE)) {
            actions.add(Action.check(Keys.team(ws, team.key()), Condition.present()));
        }
        table.write(actions);
    }

    private static Action opening(WorkspaceId ws, Conversation before, Conversation after) {
        var contact = after.id().contact();
        var key = Keys.activity(ws, contact);
        if (before.status().isOpen() == after.status().isOpen()) {
            return Action.check(key, ActivityCodec.alive());
        }
        return after.status().isOpen()
                ? Change.at(key)
                        .text(ActivityCodec.OPEN, after.id().ulid())
                        .notIndexed(Index.WORK)
                        .onlyIf(Condition.all(ActivityCodec.alive(), Condition.missing(ActivityCodec.OPEN)))
                        .action()
                : Change.at(key)
                        .remove(ActivityCodec.OPEN)
                        .indexed(Index.WORK, Keys.resting(ws, contact, after.resolvedAt().orElseThrow()))
                        .onlyIf(Condition.equal(ActivityCodec.OPEN, after.id().ulid()))
                        .action();
    }

    private static Action remembered(WorkspaceId ws, Conversation after) {
        return IdentityCodec.hinted(ws, after.identity(), after.id().contact(), after.hint()).action();
    }
}
