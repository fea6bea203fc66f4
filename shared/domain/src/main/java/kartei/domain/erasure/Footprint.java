package kartei.domain.erasure;

/// What there is of contacts that are to be erased, counted.
public record Footprint(
        int contacts,
        long conversations,
        long messages,
        long attachments,
        long values,
        long changes,
        long exports) {

    public Footprint plus(Footprint other) {
        return new Footprint(contacts + other.contacts, conversations + other.conversations, messages + other.messages,
                attachments + other.attachments, values + other.values, changes + other.changes,
                exports + other.exports);
    }
}
