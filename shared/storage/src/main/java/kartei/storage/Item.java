package kartei.storage;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What lies in the table under one key: fields by name and type. Does not print its fields.
public final class Item implements ItemReader {
    private final Map<String, AttributeValue> fields;

    private Item(Map<String, AttributeValue> fields) {
        this.fields = fields;
    }

    public static Item of(Map<String, AttributeValue> fields) {
        return new Item(fields);
    }

    /// Starts a new item.
    public static Item at(Key key) {
        return new Item(new LinkedHashMap<>(key.fields()));
    }

    public Map<String, AttributeValue> fields() {
        return fields;
    }

    // ---- writing ----

    public Item with(String name, AttributeValue value) {
        fields.put(name, value);
        return this;
    }

    public Item text(String name, String value) {
        return with(name, AttributeValue.fromS(value));
    }

    public Item text(String name, Optional<String> value) {
        value.ifPresent(present -> text(name, present));
        return this;
    }

    public Item number(String name, long value) {
        return with(name, AttributeValue.fromN(Long.toString(value)));
    }

    public Item flag(String name, boolean value) {
        return with(name, AttributeValue.fromBool(value));
    }

    public Item time(String name, Instant value) {
        return text(name, Times.text(value));
    }

    public Item time(String name, Optional<Instant> value) {
        value.ifPresent(present -> time(name, present));
        return this;
    }

    public Item texts(String name, List<String> values) {
        return with(name, StoredTexts.of(values));
    }

    /// The fields by which an index finds it.
    public Item indexed(Index index, Key indexKey) {
        return text(index.partitionField(), indexKey.pk()).text(index.sortField(), indexKey.sk());
    }

    // ---- reading ----

    @Override
    public Optional<String> findText(String name) {
        return field(name).map(AttributeValue::s);
    }

    @Override
    public Optional<Long> findNumber(String name) {
        return field(name).map(AttributeValue::n).map(Long::valueOf);
    }

    @Override
    public Optional<Boolean> findFlag(String name) {
        return field(name).map(AttributeValue::bool);
    }

    @Override
    public Optional<Instant> findTime(String name) {
        return findText(name).map(Instant::parse);
    }

    @Override
    public List<String> texts(String name) {
        return list(name).stream().map(AttributeValue::s).toList();
    }

    @Override
    public Optional<Item> findPart(String name) {
        return field(name).map(value -> new Item(value.m()));
    }

    @Override
    public void eachPart(BiConsumer<String, ItemReader> show) {
        fields.forEach((name, value) -> {
            if (value.hasM()) {
                show.accept(name, new Item(value.m()));
            }
        });
    }

    /// The elements of a list; none when the field is not there.
    public List<AttributeValue> list(String name) {
        return field(name).map(AttributeValue::l).orElse(List.of());
    }

    /// The members of a map; none when the field is not there.
    public Map<String, AttributeValue> map(String name) {
        return field(name).map(AttributeValue::m).orElse(Map.of());
    }

    public Optional<AttributeValue> field(String name) {
        @Nullable
        AttributeValue value = fields.get(name);
        return Optional.ofNullable(value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Item item && item.fields.equals(fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return "Item" + fields.keySet();
    }
}
