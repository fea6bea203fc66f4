package kartei.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import kartei.domain.Page;
import kartei.domain.WorkspaceId;
import kartei.domain.attribute.AttributeKey;
import kartei.domain.contact.Authorship;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.contact.LoggedEdit;
import kartei.domain.contact.ValueChange;

/// What happened to the values of contacts, and by whom. An edit is written down in its own transaction; what a contact
/// begins with is not.
public final class ChangeLog {
    private static final LoggedEditCodec CODEC = new LoggedEditCodec();

    private final Table table;

    public ChangeLog(Table table) {
        this.table = table;
    }

    /// One change, the edit that it was a part of, and the `start` of a page that follows it.
    public record Logged(LoggedEdit edit, ValueChange change, String position) {
        /// Names this change among all of the contact.
        public String id() {
            return position;
        }
    }

    /// Where a page starts: after this change of this edit.
    private record Place(String edit, int change) {
        static Place of(String start) {
            var dash = start.indexOf('-');
            return new Place(start.substring(0, dash), Integer.parseInt(start.substring(dash + 1)));
        }

        static String text(LoggedEdit edit, int change) {
            return edit.id() + "-" + change;
        }

        boolean isPast(LoggedEdit held, int index) {
            return held.id().equals(edit) && index <= change;
        }
    }

    /// A page of at most `limit` changes, newest first, in one round trip; nothing when there is no such contact.
    public Optional<Page<Logged>> page(WorkspaceId ws, ContactId contact, Optional<String> start, int limit) {
        var activity = Keys.activity(ws, contact);
        var place = start.map(Place::of);
        Range range = place
                .<Range>map(from -> new Range.Between(Keys.LOGGED_EDIT, Keys.loggedEdit(ws, contact, from.edit()).sk()))
                .orElseGet(() -> new Range.Prefix(Keys.LOGGED_EDIT));
        var alive = Together.start(() -> table.get(activity).isPresent());
        var piece = table.piece(activity.pk(), range, false, limit + 1);
        return Together.join(alive) ? Optional.of(page(piece, place, limit)) : Optional.empty();
    }

    private static Page<Logged> page(Table.Piece piece, Optional<Place> place, int limit) {
        var found = new ArrayList<Logged>();
        for (var edit : piece.items().stream().map(CODEC::read).toList()) {
            for (int i = 0; i < edit.changes().size(); i++) {
                var index = i;
                if (place.filter(from -> from.isPast(edit, index)).isEmpty()) {
                    found.add(new Logged(edit, edit.changes().get(i), Place.text(edit, i)));
                }
            }
        }
        var shown = found.stream().limit(limit).toList();
        var more = piece.more() || found.size() > shown.size();
        return more ? new Page<>(shown, Optional.of(shown.getLast().position())) : Page.last(shown);
    }

    /// Writes down what an edit makes of a contact; nothing where no value changes.
    static List<Action> of(
            WorkspaceId ws,
            Contact before,
            Contact after,
            Function<String, Optional<AttributeKey>> keys,
            Supplier<String> ids,
            Authorship authorship) {
        var changes = ValueChange.between(before, after, keys);
        return changes.isEmpty() ? List.of()
                : List.of(add(ws, new LoggedEdit(ids.get(), after.id(), authorship, changes)));
    }

    static Action add(WorkspaceId ws, LoggedEdit edit) {
        return Action.put(CODEC.encode(ws, edit));
    }

    /// The time that a log entry's id was made at, for what nobody in particular does.
    static Instant madeAt(String id) {
        return Instant.ofEpochMilli(Ulids.millis(id));
    }
}
