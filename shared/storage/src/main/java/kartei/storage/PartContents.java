package kartei.storage;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

import kartei.domain.contact.ContactId;

/// Of whom the rows of an export's part are, in their order: an object beside the part, a line for each contact, by which the
/// rows of one of them can be told from those of the others, in whatever format they are.
public record PartContents(List<Entry> entries) {
    private static final String SEPARATOR = " ";

    public PartContents {
        entries = List.copyOf(entries);
    }

    /// A contact, how many rows it has, and how many bytes these are before they are compressed.
    public record Entry(String contact, int rows, int bytes) {}

    public static PartContents of(byte[] object) {
        return new PartContents(new String(object, StandardCharsets.US_ASCII).lines().map(line -> {
            var fields = line.split(SEPARATOR, 3);
            return new Entry(fields[0], Integer.parseInt(fields[1]), Integer.parseInt(fields[2]));
        }).toList());
    }

    public byte[] object() {
        var text = new StringBuilder();
        entries.forEach(entry -> text.append(entry.contact())
                .append(SEPARATOR)
                .append(entry.rows())
                .append(SEPARATOR)
                .append(entry.bytes())
                .append('\n'));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    public boolean has(ContactId contact) {
        return entries.stream().anyMatch(entry -> entry.contact().equals(contact.value()));
    }

    public PartContents without(Set<String> contacts) {
        return new PartContents(entries.stream().filter(entry -> !contacts.contains(entry.contact())).toList());
    }

    public long rows() {
        return entries.stream().mapToLong(Entry::rows).sum();
    }
}
