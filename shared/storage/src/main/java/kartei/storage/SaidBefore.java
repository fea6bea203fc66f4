package kartei.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.ConversationId;

/// Takes from a contact's past what was said of it: what edits led from and to, and the snapshots of its conversations. That
/// they were, when, and by whom stays.
final class SaidBefore {
    private final Table table;
    private final LoggedEditCodec edits = new LoggedEditCodec();
    private final SnapshotCodec snapshots = new SnapshotCodec();

    SaidBefore(Table table) {
        this.table = table;
    }

    /// Whether all of it is gone; false when it was not done `inTime`. `rests` is a condition of every transaction.
    ///
    /// @throws ConditionFailed when that does not hold
    boolean clear(WorkspaceId ws, ContactId contact, Action rests, BooleanSupplier inTime) throws ConditionFailed {
        return edits(ws, contact, rests, inTime) && conversations(ws, contact, rests, inTime);
    }

    private boolean edits(WorkspaceId ws, ContactId contact, Action rests, BooleanSupplier inTime)
            throws ConditionFailed {
        Range range = new Range.Prefix(Keys.LOGGED_EDIT);
        for (var more = true; more;) {
            if (!inTime.getAsBoolean()) {
                return false;
            }
            var piece = table.piece(Keys.partition(ws, contact), range, true, Limits.CLEARED_ITEMS_AT_ONCE);
            var changes = new ArrayList<Action>();
            for (var item : piece.items()) {
                var edit = edits.read(item);
                if (!edit.isCleared()) {
                    changes.add(Change.between(item, edits.encode(ws, edit.cleared())).action());
                }
            }
            write(rests, changes);
            range = after(piece, Keys.LOGGED_EDIT);
            more = piece.more();
        }
        return true;
    }

    private boolean conversations(WorkspaceId ws, ContactId contact, Action rests, BooleanSupplier inTime)
            throws ConditionFailed {
        Range range = new Range.Prefix(Keys.CONVERSATION);
        for (var more = true; more;) {
            var piece = table.piece(Keys.partition(ws, contact), range, true, Limits.CLEARED_SNAPSHOTS_AT_ONCE);
            if (!inTime.getAsBoolean()) {
                return false;
            }
            snapshots(ws, piece.items().stream().map(item -> Keys.conversationOf(contact, item.key())).toList(), rests);
            range = after(piece, Keys.CONVERSATION);
            more = piece.more();
        }
        return true;
    }

    /// The first piece of each goes last: as long as it says something, the others are looked at.
    private void snapshots(WorkspaceId ws, List<ConversationId> conversations, Action rests) throws ConditionFailed {
        var firsts = new ArrayList<Action>();
        var found = table.getAll(conversations.stream().map(id -> Keys.snapshot(ws, id, 0)).toList());
        for (var item : found.values()) {
            var first = snapshots.read(item);
            for (int number = first.count() - 1; number > 0 && saysSomething(first); number--) {
                var other = table.get(Keys.snapshot(ws, first.conversation(), number));
                if (other.isPresent()) {
                    write(rests, cleared(ws, other.get()));
                }
            }
            firsts.addAll(cleared(ws, item));
        }
        write(rests, firsts);
    }

    private static boolean saysSomething(SnapshotPiece piece) {
        return !piece.equals(piece.cleared());
    }

    private List<Action> cleared(WorkspaceId ws, Item item) {
        var piece = snapshots.read(item);
        return saysSomething(piece) ? List.of(Change.between(item, snapshots.encode(ws, piece.cleared())).action())
                : List.of();
    }

    private static Range after(Table.Piece piece, String prefix) {
        return piece.items().isEmpty() ? new Range.Prefix(prefix)
                : new Range.Between(piece.items().getLast().key().sk() + '\0', prefix + Character.MAX_VALUE);
    }

    private void write(Action rests, List<Action> changes) throws ConditionFailed {
        if (!changes.isEmpty()) {
            var actions = new ArrayList<>(List.of(rests));
            actions.addAll(changes);
            table.write(actions);
        }
    }
}
