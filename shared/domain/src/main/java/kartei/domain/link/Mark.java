package kartei.domain.link;

/// Something that a contact is recognised by: a kind (`MarkKind`), and a text in the form that is compared. Prints its kind
/// only.
public record Mark(String kind, String text) {
    public boolean links() {
        return MarkKind.links(kind);
    }

    @Override
    public String toString() {
        return "Mark[" + kind + "]";
    }
}
