package kartei.domain.contact;

import java.util.List;

/// What one edit did to a contact's values, all of it together. `id` is a ULID: edits of a contact sort by it in the order in
/// which they were written.
public record LoggedEdit(String id, ContactId contact, Authorship authorship, List<ValueChange> changes) {
    public LoggedEdit {
        changes = List.copyOf(changes);
    }
}
