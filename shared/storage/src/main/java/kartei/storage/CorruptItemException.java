package kartei.storage;

/// A stored item that this code would not have written: our defect, never the caller's. Names the item and the field.
public final class CorruptItemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CorruptItemException(Key key, String problem) {
        super("item " + key.pk() + " / " + key.sk() + ": " + problem);
    }

    public CorruptItemException(Key key, RuntimeException cause) {
        super("item " + key.pk() + " / " + key.sk() + " breaks a rule of its noun", cause);
    }
}
