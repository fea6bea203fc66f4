package kartei.domain.export;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;

/// What a report of contacts holds and how: settled when it is asked for, so that what is renamed, switched off or added
/// while it is made does not change it (S45).
///
/// `columns` are those of the file, in their order. `attributes` are those whose values are in it: in a wide report each is one
/// of the columns, in a long one each value of theirs is a row. `channels` is empty where it is of all. `gzip`: the file is
/// compressed.
public record ExportPlan(
        ExportFormat format,
        Layout layout,
        ZoneId zone,
        Optional<Instant> from,
        Optional<Instant> to,
        Set<String> channels,
        List<Column> columns,
        List<Column.Values> attributes,
        Optional<ContactId> contact,
        boolean gzip) {

    public ExportPlan {
        channels = Set.copyOf(channels);
        columns = List.copyOf(columns);
        attributes = List.copyOf(attributes);
    }

    public boolean has(Column column) {
        return columns.contains(column);
    }

    /// Whether the contact is in it: by its channel, and by its last change, `from` inclusive, `to` exclusive.
    public boolean has(Contact contact) {
        return (channels.isEmpty() || channels.contains(contact.channelId()))
                && from.filter(contact.changedAt()::isBefore).isEmpty()
                && to.filter(end -> !contact.changedAt().isBefore(end)).isEmpty();
    }

    /// Whether every contact of the workspace is in it.
    public boolean isOfAll() {
        return from.isEmpty() && to.isEmpty() && channels.isEmpty() && contact.isEmpty();
    }
}
