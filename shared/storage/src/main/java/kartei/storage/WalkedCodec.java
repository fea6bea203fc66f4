package kartei.storage;

/// A noun of which walks read very many: it is also read straight from the bytes of a page.
interface WalkedCodec<T> extends ItemCodec<T> {
    T decode(ItemReader item);

    @Override
    default T decode(Item item) {
        return decode((ItemReader) item);
    }

    /// Reads an item of a page; a rule of the noun that the item breaks is our defect, not the caller's.
    default T walked(ItemReader item) {
        try {
            return decode(item);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new CorruptItemException(item.key(), e);
        }
    }
}
