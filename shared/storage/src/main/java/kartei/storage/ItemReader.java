package kartei.storage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Reads an item, or a map in one, by the names of its fields and their types. A field that has another type is as if it were
/// not there; one that has to be there and is not is named, with the item.
interface ItemReader {
    Optional<String> findText(String name);

    Optional<Long> findNumber(String name);

    Optional<Boolean> findFlag(String name);

    Optional<Instant> findTime(String name);

    /// The texts of a list; none when the field is not there.
    List<String> texts(String name);

    /// A map.
    Optional<? extends ItemReader> findPart(String name);

    /// Shows the maps among its fields, with their names.
    void eachPart(BiConsumer<String, ItemReader> show);

    default String text(String name) {
        return findText(name).orElseThrow(() -> missing(name));
    }

    default long number(String name) {
        return findNumber(name).orElseThrow(() -> missing(name));
    }

    default boolean flag(String name) {
        return findFlag(name).orElseThrow(() -> missing(name));
    }

    default Instant time(String name) {
        return findTime(name).orElseThrow(() -> missing(name));
    }

    default Key key() {
        return new Key(text(Fields.PK), text(Fields.SK));
    }

    private RuntimeException missing(String name) {
        return findText(Fields.PK).isPresent() && findText(Fields.SK).isPresent()
                ? new CorruptItemException(key(), "has no field " + name)
                : new IllegalStateException("a part of an item has no field " + name);
    }
}
