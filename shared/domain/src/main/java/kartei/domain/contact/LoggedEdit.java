package kartei.domain.contact;

import java.util.List;

/// What one edit did to a contact's values, all of it together. `id` is a ULID: edits of a contact sort by it in the order in
/// which they were written.
public record LoggedEdit(String id, ContactId contact, Authorship authorship, List<ValueChange> changes) {
    public LoggedEdit {
        changes = List.copyOf(changes);
    }

    /// The same without what was said before and after it.
    public LoggedEdit cleared() {
        return new LoggedEdit(id, contact, authorship, changes.stream().map(ValueChange::cleared).toList());
    }

    public boolean isCleared() {
        return changes.stream().allMatch(ValueChange::isCleared);
    }
}
