package kartei.storage;

import kartei.domain.contact.ContactId;

/// Rows that a slice of an export has put down as one object: of which segment, the how manieth, how many rows and bytes, and
/// the smallest and largest id of the contacts in them, whose ids lie in order in an object of their own
/// ([PartContents]).
public record ExportPart(
        int segment,
        int number,
        String object,
        String ids,
        long rows,
        long bytes,
        String firstContact,
        String lastContact) {

    /// Whether the contact can be among those whose ids lie in the object: by its shard of the directory, which is the segment,
    /// and by their first and last.
    public boolean mayHold(ContactId contact) {
        var id = contact.value();
        var isEnd = id.equals(firstContact) || id.equals(lastContact);
        return isEnd || (segment == Keys.directoryShardOf(contact) && firstContact.compareTo(id) < 0
                && id.compareTo(lastContact) < 0);
    }
}
