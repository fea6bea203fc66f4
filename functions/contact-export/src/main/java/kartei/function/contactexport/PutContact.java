package kartei.function.contactexport;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.contact.AttributeValues;
import kartei.domain.contact.Authorship;
import kartei.domain.contact.Contact;
import kartei.domain.workspace.Workspace;
import kartei.storage.ConditionFailed;
import kartei.storage.Contacts;
import kartei.storage.Newcomers;

/// Puts the contact of a line. One with more values than fit a transaction is put with the first of them, the others follow:
/// what is missing is seen by what is there, so that it may be left at any point.
record PutContact(Newcomers newcomers, Contacts contacts) {

    Newcomers.Outcome put(Workspace workspace, ContactLine line, Instant now) {
        var identity = newcomers.identityOf(workspace.id(), line.channel(), line.sender().id());
        var whole = line.contact(identity, line.values(), now);
        if (whole.contact().valuesBytes() > Limits.CONTACT_VALUES_BYTES_MAX) {
            throw Rejected.invalid("/values", "are more than a contact can hold");
        }
        var some = first(line.values(), Limits.IMPORT_VALUES_AT_ONCE_MAX);
        var outcome = newcomers.add(workspace, line.contact(identity, some, now));
        return switch (outcome) {
            case ADDED, THERE -> some.size() < line.values().size() ? completed(workspace, line, now) : outcome;
            case SENDER_TAKEN, ID_TAKEN, ERASED, OVERTAKEN -> outcome;
        };
    }

    private Newcomers.Outcome completed(Workspace workspace, ContactLine line, Instant now) {
        try {
            var live = contacts.find(workspace.id(), line.id());
            while (live.filter(read -> !missing(read.contact(), line).isEmpty()).isPresent()) {
                live = Optional.of(contacts.edit(workspace, live.get(), Authorship.ofNobody(now),
                        contact -> more(contact, line, now)));
            }
            return Newcomers.Outcome.THERE;
        } catch (ConditionFailed deletedAttribute) {
            return Newcomers.Outcome.OVERTAKEN;
        }
    }

    /// The contact with the next ones of the values that it does not have.
    private static Contact more(Contact contact, ContactLine line, Instant now) {
        var next = first(missing(contact, line), Limits.VALUES_PER_EDIT_MAX);
        if (next.isEmpty()) {
            return contact;
        }
        var version = contact.version() + 1;
        var changed = new TreeMap<String, AttributeValues>();
        next.forEach(
                (id, value) -> changed.put(id, contact.valuesOf(id).with(value.source(), value.stored(now), version)));
        return contact.withValues(changed, version);
    }

    private static Map<String, ContactLine.Value> missing(Contact contact, ContactLine line) {
        var missing = new TreeMap<>(line.values());
        missing.entrySet()
                .removeIf(value -> contact.valuesOf(value.getKey()).from(value.getValue().source()).isPresent());
        return missing;
    }

    private static Map<String, ContactLine.Value> first(Map<String, ContactLine.Value> values, int howMany) {
        var first = new TreeMap<String, ContactLine.Value>();
        new TreeMap<>(values).entrySet()
                .stream()
                .limit(howMany)
                .forEach(value -> first.put(value.getKey(), value.getValue()));
        return first;
    }
}
