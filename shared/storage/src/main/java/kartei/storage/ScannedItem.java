package kartei.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// An item of a page, or a map in one, as it lies in the page's bytes. Does not print it.
final class ScannedItem implements ItemReader {
    private final ScannedFields fields;
    private final int first;
    private final int end;
    /// Behind the one found last: readers ask for fields about in the order in which they lie.
    private int near;

    ScannedItem(ScannedFields fields, int first, int end) {
        this.fields = fields;
        this.first = first;
        this.end = end;
        this.near = first;
    }

    private int find(String name) {
        int found = fields.find(near, end, name);
        if (found < 0) {
            found = fields.find(first, near, name);
        }
        if (found >= 0) {
            near = fields.next(found);
        }
        return found;
    }

    @Override
    public Optional<String> findText(String name) {
        int field = find(name);
        return field >= 0 && isText(field) ? Optional.of(fields.text(field)) : Optional.empty();
    }

    private boolean isText(int field) {
        int type = fields.type(field);
        return type == ScannedFields.TEXT || type == ScannedFields.ESCAPED_TEXT;
    }

    @Override
    public Optional<Long> findNumber(String name) {
        int field = find(name);
        return field >= 0 && fields.type(field) == ScannedFields.NUMBER ? Optional.of(fields.number(field))
                : Optional.empty();
    }

    @Override
    public Optional<Boolean> findFlag(String name) {
        int field = find(name);
        if (field < 0) {
            return Optional.empty();
        }
        return switch (fields.type(field)) {
            case ScannedFields.TRUE -> Optional.of(true);
            case ScannedFields.FALSE -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<Instant> findTime(String name) {
        int field = find(name);
        return field >= 0 && isText(field) ? Optional.of(fields.time(field)) : Optional.empty();
    }

    @Override
    public List<String> texts(String name) {
        int list = find(name);
        if (list < 0 || fields.type(list) != ScannedFields.LIST) {
            return List.of();
        }
        var texts = new ArrayList<String>();
        for (int field = fields.firstMember(list); field < fields.next(list); field = fields.next(field)) {
            if (isText(field)) {
                texts.add(fields.text(field));
            }
        }
        return texts;
    }

    @Override
    public Optional<ScannedItem> findPart(String name) {
        int field = find(name);
        return field >= 0 && fields.type(field) == ScannedFields.MAP ? Optional.of(part(field)) : Optional.empty();
    }

    @Override
    public void eachPart(BiConsumer<String, ItemReader> show) {
        for (int field = first; field < end; field = fields.next(field)) {
            if (fields.type(field) == ScannedFields.MAP) {
                show.accept(fields.name(field), part(field));
            }
        }
    }

    private ScannedItem part(int field) {
        return new ScannedItem(fields, fields.firstMember(field), fields.next(field));
    }

    @Override
    public String toString() {
        return "ScannedItem[…]";
    }
}
