package kartei.function.contactdeletion;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

import kartei.domain.Limits;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.LiveContact;
import kartei.domain.link.Person;
import kartei.domain.workspace.Workspace;
import kartei.storage.Contacts;
import kartei.storage.Persons;

/// Everybody who is the same person, also where links were cut because there are more than 50: whoever was found is asked in
/// turn whom he is linked with, round after round.
record People(Persons persons, Contacts contacts) {

    /// The contacts, the one that was named first; `cut`: there are more than can be erased at once.
    record Found(List<ContactId> contacts, boolean cut) {
        Found {
            contacts = List.copyOf(contacts);
        }
    }

    Found of(Workspace workspace, Contact named) {
        var all = new LinkedHashSet<>(List.of(named.id()));
        var asked = List.of(named);
        while (!asked.isEmpty()) {
            var people = persons.of(workspace, asked);
            var before = List.copyOf(all);
            people.forEach(person -> all.addAll(person.contacts()));
            if (all.size() > Limits.ERASURE_CONTACTS_MAX) {
                return new Found(all.stream().limit(Limits.ERASURE_CONTACTS_MAX).toList(), true);
            }
            if (people.stream().noneMatch(Person::cut)) {
                break;
            }
            var found = new ArrayList<>(all);
            found.removeAll(before);
            asked = alive(workspace, found);
        }
        return new Found(List.copyOf(all), false);
    }

    private List<Contact> alive(Workspace workspace, List<ContactId> ids) {
        return ids.stream()
                .flatMap(id -> contacts.find(workspace.id(), id).map(LiveContact::contact).stream())
                .toList();
    }
}
