package kartei.domain.conversation;

import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;

/// A contact that is there, with its activity. Prints its id only.
public record LiveContact(Contact contact, Activity activity) {
    public ContactId id() {
        return contact.id();
    }

    @Override
    public String toString() {
        return "LiveContact[" + id().value() + "]";
    }
}
