package kartei.domain.contact;

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
