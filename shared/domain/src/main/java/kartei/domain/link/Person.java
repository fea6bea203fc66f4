package kartei.domain.link;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import kartei.domain.contact.ContactId;

/// The contacts that are one person, seen from one of them: the others in the order in which they were found, nearest first.
/// `cut`: there are more than the 50 that a person has at most.
public record Person(ContactId contact, List<Linked> others, boolean cut) {
    public Person {
        others = List.copyOf(others);
    }

    /// A contact with nobody else.
    public static Person alone(ContactId contact) {
        return new Person(contact, List.of(), false);
    }

    /// Why a contact belongs to the person: the kind of mark (`MarkKind`) that it shares with `via`; with the contact itself
    /// when there is no such.
    public record Linked(ContactId contact, String kind, Optional<ContactId> via) {}

    /// All of them, the contact itself first.
    public List<ContactId> contacts() {
        return Stream.concat(Stream.of(contact), others.stream().map(Linked::contact)).toList();
    }
}
