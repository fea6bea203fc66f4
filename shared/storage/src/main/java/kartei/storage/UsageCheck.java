package kartei.storage;

import java.util.TreeMap;
import java.util.function.BiConsumer;

import kartei.domain.WorkspaceId;
import kartei.domain.attribute.AttributeType;
import kartei.domain.contact.AttributeValues;

/// Whether the counters of use say what the contacts have.
final class UsageCheck {
    private final SweptTable table;
    private final BiConsumer<Key, String> faults;
    private final ContactCodec contacts = new ContactCodec();

    /// By the first counter of an attribute and what is counted: how many contacts have it, less what the counters say.
    private final TreeMap<String, TreeMap<String, Long>> differences = new TreeMap<>();

    UsageCheck(SweptTable table, BiConsumer<Key, String> faults) {
        this.table = table;
        this.faults = faults;
    }

    void run() {
        table.each(Keys.Kind.CONTACT,
                (ws, item) -> contacts.read(item)
                        .values()
                        .forEach((definitionId, values) -> value(ws, definitionId, values)));
        table.each(Keys.Kind.USAGE,
                (_, item) -> Usage.counts(item).forEach((field, count) -> add(item.key().pk(), field, -count)));
        differences.forEach((pk, byField) -> byField.forEach((field, difference) -> {
            if (difference != 0) {
                faults.accept(new Key(pk, field), "counts " + (difference > 0 ? "less" : "more") + " than there is");
            }
        }));
    }

    private void value(WorkspaceId ws, String definitionId, AttributeValues values) {
        var type = table.typeOf(ws, definitionId).orElse(AttributeType.TEXT);
        var pk = Keys.usage(ws, definitionId, 0).pk();
        Usage.counted(type, values).forEach(field -> add(pk, field, 1));
    }

    private void add(String pk, String field, long by) {
        differences.computeIfAbsent(pk, _ -> new TreeMap<>()).merge(field, by, Long::sum);
    }
}
