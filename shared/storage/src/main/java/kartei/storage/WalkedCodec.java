package kartei.storage;

/// A noun of which walks read very many: it is also read straight from the bytes of a page.
interface WalkedCodec<T> extends ItemCodec<T> {
    T decode(ItemReader item);

    @Override
    default T decode(Item item) {
        return decode((ItemReader) item);
    }

    /// `read` for an item of a page.
    default T walked(ItemReader item) {
        return ItemCodec.<ItemReader, T>read(item, this::decode);
    }
}
