package kartei.storage;

import java.util.List;

import kartei.domain.contact.ContactId;
import kartei.domain.link.MarkKind;

/// That a contact is recognised by a mark, as it stands in the table: hashed. One that links carries what the search for a
/// person goes on with: the contact's other marks that link, and who an admin has said it is not.
record StoredMark(Name name, ContactId contact, List<Name> others, List<ContactId> notSame) {
    StoredMark {
        others = List.copyOf(others);
        notSame = List.copyOf(notSame);
    }

    /// A kind of mark, and the hash of its text under the workspace's key.
    record Name(String kind, String hash) {
        boolean links() {
            return MarkKind.links(kind);
        }
    }
}
