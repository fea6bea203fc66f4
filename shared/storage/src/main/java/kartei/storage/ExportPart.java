package kartei.storage;

/// Rows that a slice of an export has put down as one object: of which segment, the how manieth, how many rows and bytes, and
/// the smallest and largest id of the contacts in them, whose ids lie in order in an object of their own.
public record ExportPart(
        int segment,
        int number,
        String object,
        String ids,
        long rows,
        long bytes,
        String firstContact,
        String lastContact) {}
