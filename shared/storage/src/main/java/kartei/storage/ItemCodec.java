package kartei.storage;

import java.util.function.Function;

import kartei.domain.WorkspaceId;

/// A noun and its item: `decode(encode(noun))` is the noun, and the other way round.
interface ItemCodec<T> {
    Item encode(WorkspaceId ws, T noun);

    T decode(Item item);

    /// Reads a stored item; a rule of the noun that the item breaks is our defect, not the caller's.
    default T read(Item item) {
        return read(item, this::decode);
    }

    /// The same in another way of decoding.
    static <I extends ItemReader, T> T read(I item, Function<I, T> decode) {
        try {
            return decode.apply(item);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new CorruptItemException(item.key(), e);
        }
    }
}
