package kartei.storage;

import kartei.domain.WorkspaceId;

/// A noun and its item: `decode(encode(noun))` is the noun, and the other way round.
interface ItemCodec<T> {
    Item encode(WorkspaceId ws, T noun);

    T decode(Item item);

    /// Reads a stored item; a rule of the noun that the item breaks is our defect, not the caller's.
    default T read(Item item) {
        try {
            return decode(item);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new CorruptItemException(item.key(), e);
        }
    }
}
