package kartei.storage;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

import kartei.domain.WorkspaceId;
import kartei.domain.attribute.BuiltInAttributes;
import kartei.domain.contact.Contact;
import kartei.domain.contact.LoggedEdit;
import kartei.domain.contact.Source;
import kartei.domain.contact.StoredValue;

/// Whether what is written down of edits adds up to what the contacts have: no edit is missing, none is there twice.
///
/// Each edit leads from one value to another; all of them together lead from what a contact began with to what it has. Entries
/// of one moment by two processes are in no order, so it is the balance that is looked at. Where edits have been cleared, those
/// after them begin with what is no longer known.
final class ChangeLogCheck {
    /// What somebody can begin with: its channel and an import tell of a contact in the moment in which it is made.
    private static final Set<Source> FROM_THE_START = Set.of(Source.PLATFORM, Source.IMPORT);

    private final SweptTable table;
    private final BiConsumer<Key, String> faults;
    private final ContactCodec contacts = new ContactCodec();
    private final LoggedEditCodec edits = new LoggedEditCodec();

    /// Of one contact, what a source says of an attribute.
    private record Place(Key contact, String attribute, Source source) {}

    /// By place and value, how often an edit came to it, less how often one left it.
    private final Map<Place, Map<Optional<String>, Integer>> balances = new HashMap<>();
    /// Where it is no longer known what an edit did.
    private final Set<Place> cleared = new HashSet<>();

    ChangeLogCheck(SweptTable table, BiConsumer<Key, String> faults) {
        this.table = table;
        this.faults = faults;
    }

    void run() {
        table.each(Keys.Kind.LOGGED_EDIT, (ws, item) -> logged(ws, item.key(), edits.read(item)));
        table.each(Keys.Kind.CONTACT, (ws, item) -> has(item.key(), contacts.read(item)));
        balances.forEach((place, balance) -> {
            balance.values().removeIf(count -> count == 0);
            if (!balance.isEmpty() && !isOneBeginning(place.source(), balance)
                    && !beganAsVip(place, balance)
                    && !(cleared.contains(place) && leadsOn(balance))) {
                faults.accept(place.contact(),
                        "has not what the edits of " + place.attribute() + " lead to from " + place.source());
            }
        });
    }

    private void logged(WorkspaceId ws, Key key, LoggedEdit edit) {
        var contact = Keys.contact(ws, edit.contact());
        if (!table.has(contact)) {
            faults.accept(key, "its contact is not there");
        }
        edit.changes().forEach(change -> {
            var place = new Place(contact, change.attribute(), change.source());
            if (change.isCleared()) {
                cleared.add(place);
            } else {
                add(place, change.before(), -1);
                add(place, change.after(), 1);
            }
        });
    }

    private void has(Key key, Contact contact) {
        contact.values()
                .forEach((id, values) -> values.bySource()
                        .forEach((source, value) -> has(new Place(key, id, source), Optional.empty(),
                                Optional.of(value).map(StoredValue::value))));
        if (contact.vip()) {
            has(new Place(key, BuiltInAttributes.VIP.value(), Source.AGENT), Optional.of("false"), Optional.of("true"));
        }
    }

    private void has(Place place, Optional<String> first, Optional<String> now) {
        add(place, first, 1);
        add(place, now, -1);
    }

    private void add(Place place, Optional<String> value, int by) {
        balances.computeIfAbsent(place, _ -> new HashMap<>()).merge(value, by, Integer::sum);
    }

    /// Whether all that is left is one way from some value to another.
    private static boolean leadsOn(Map<Optional<String>, Integer> balance) {
        return balance.size() == 2 && balance.values().containsAll(Set.of(1, -1));
    }

    /// Whether all that is left is that an import put the contact as VIP.
    private boolean beganAsVip(Place place, Map<Optional<String>, Integer> balance) {
        return place.attribute().equals(BuiltInAttributes.VIP.value())
                && balance.equals(Map.of(Optional.of("false"), 1, Optional.of("true"), -1))
                && table.find(place.contact(), contacts)
                        .flatMap(contact -> table.find(Keys.identityReference(Keys.workspaceOf(place.contact()),
                                contact.id(), contact.identity())))
                        .filter(Newcomers::isImported)
                        .isPresent();
    }

    /// Whether all that is left is that it began with one value instead of none.
    private static boolean isOneBeginning(Source source, Map<Optional<String>, Integer> balance) {
        return FROM_THE_START.contains(source) && balance.size() == 2
                && balance.getOrDefault(Optional.<String>empty(), 0) == 1
                && balance.containsValue(-1);
    }
}
