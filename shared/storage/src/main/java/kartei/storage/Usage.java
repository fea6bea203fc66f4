package kartei.storage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.attribute.AttributeType;
import kartei.domain.contact.AttributeValues;
import kartei.domain.contact.Source;
import kartei.domain.contact.StoredValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How many contacts have a value of an attribute, and of each of its options; what the channel filled in does not count.
///
/// Counted in eight items, so that many edits of one attribute do not wait for each other, and changed in the transaction of
/// the value itself, so that the sum is exact. An attribute or option that is being cleared is *closed* in all eight: no value
/// of it can come any more, whatever the writer knew of the definitions.
public final class Usage {
    /// Closes the whole attribute; no option has this id.
    static final String EVERYTHING = "*";

    private static final String CONTACTS = "n";
    private static final String OPTION = "o_";
    private static final String CLOSED = "closed";
    /// Moves with every change of a count: who decided by the counts sees by it that they still hold.
    private static final String REVISION = "rev";

    private final Table table;
    private final IntUnaryOperator random;

    /// `random` gives a number from 0 to one less than its argument.
    public Usage(Table table, IntUnaryOperator random) {
        this.table = table;
        this.random = random;
    }

    /// What an edit makes of the values that one contact has of one attribute.
    public record Edit(String definitionId, AttributeType type, AttributeValues before, AttributeValues after) {}

    /// How many contacts have a value of an attribute, and by option id how many have that option.
    public record Count(long contacts, Map<String, Long> byOption) {
        public Count {
            byOption = Map.copyOf(byOption);
        }

        /// How many contacts have one of these options.
        public long of(Set<String> optionIds) {
            return optionIds.stream().mapToLong(id -> byOption.getOrDefault(id, 0L)).sum();
        }
    }

    /// What must change with these edits, in their transaction; nothing where no value comes, goes or changes its option. When
    /// the condition of one of these fails, the attribute or option was deleted in the meantime: read the workspace again and
    /// decide anew.
    public List<Action> changes(WorkspaceId ws, List<Edit> edits) {
        var differences = new LinkedHashMap<String, Map<String, Integer>>();
        edits.forEach(
                edit -> addDifference(edit, differences.computeIfAbsent(edit.definitionId(), _ -> new TreeMap<>())));
        var actions = new ArrayList<Action>();
        differences.forEach((definitionId, difference) -> {
            difference.values().removeIf(by -> by == 0);
            if (!difference.isEmpty()) {
                var shard = random.applyAsInt(Limits.USAGE_COUNTER_SHARDS);
                actions.add(change(Keys.usage(ws, definitionId, shard), difference));
            }
        });
        return actions;
    }

    /// By field, how much it changes.
    private static void addDifference(Edit edit, Map<String, Integer> difference) {
        counted(edit.type(), edit.after()).forEach(field -> difference.merge(field, 1, Integer::sum));
        counted(edit.type(), edit.before()).forEach(field -> difference.merge(field, -1, Integer::sum));
    }

    private static Action change(Key key, Map<String, Integer> difference) {
        var change = Change.at(key).add(REVISION, 1);
        difference.forEach(change::add);
        var open = new ArrayList<Condition>();
        difference.forEach((field, by) -> {
            if (by > 0) {
                open.add(Condition.lacks(CLOSED,
                        field.startsWith(OPTION) ? field.substring(OPTION.length()) : EVERYTHING));
            }
        });
        if (!open.isEmpty()) {
            open.add(Condition.lacks(CLOSED, EVERYTHING));
            change.onlyIf(Condition.allOf(open.stream().distinct().toList()));
        }
        return change.action();
    }

    /// The fields that a contact with these values counts in.
    static Set<String> counted(AttributeType type, AttributeValues values) {
        var fields = new TreeSet<String>();
        values.bySource().forEach((source, value) -> {
            if (source != Source.PLATFORM) {
                fields.add(CONTACTS);
                option(type, value).ifPresent(id -> fields.add(OPTION + id));
            }
        });
        return fields;
    }

    private static Optional<String> option(AttributeType type, StoredValue value) {
        return type == AttributeType.DROPDOWN ? Optional.of(value.value()) : Optional.empty();
    }

    // ---- reading and closing ----

    /// The counts as they are now.
    public Count count(WorkspaceId ws, String definitionId) {
        return read(ws, definitionId).count();
    }

    /// The counts as they are now, and what tells later whether they still are.
    public Snapshot read(WorkspaceId ws, String definitionId) {
        return Snapshot
                .of(table.query(Keys.usage(ws, definitionId), new Range.All(), true, Limits.USAGE_COUNTER_SHARDS));
    }

    /// The counts, and by the key of each counter the revision at which they were so.
    public record Snapshot(Count count, Map<Key, Long> revisions) {
        private static Snapshot of(List<Item> items) {
            var byField = new HashMap<String, Long>();
            items.forEach(item -> counts(item).forEach((field, count) -> byField.merge(field, count, Long::sum)));
            var contacts = Optional.ofNullable(byField.remove(CONTACTS)).orElse(0L);
            var byOption = byField.entrySet()
                    .stream()
                    .collect(Collectors.toMap(entry -> entry.getKey().substring(OPTION.length()), Map.Entry::getValue));
            return new Snapshot(new Count(contacts, byOption),
                    items.stream().collect(Collectors.toMap(Item::key, Snapshot::revision)));
        }

        private static long revision(Item item) {
            return item.findNumber(REVISION).orElse(0L);
        }
    }

    /// What one counter says, by field.
    static Map<String, Long> counts(Item counter) {
        return counter.fields()
                .entrySet()
                .stream()
                .filter(field -> field.getKey().equals(CONTACTS) || field.getKey().startsWith(OPTION))
                .collect(Collectors.toMap(Map.Entry::getKey, field -> Long.valueOf(field.getValue().n())));
    }

    /// What is wrong with a counter, looked at by itself.
    static Optional<String> violationOf(Item counter) {
        var known = Set.of(Fields.PK, Fields.SK, CONTACTS, CLOSED, REVISION);
        return counter.fields()
                .keySet()
                .stream()
                .filter(field -> !known.contains(field) && !field.startsWith(OPTION))
                .findFirst()
                .map(field -> "should not have " + field);
    }

    /// What a counter is closed for.
    static Set<String> closed(Item counter) {
        return counter.field(CLOSED).map(AttributeValue::ss).<Set<String>>map(Set::copyOf).orElse(Set.of());
    }

    /// Lets no value of these options, or of `EVERYTHING`, come any more.
    static List<Action> close(WorkspaceId ws, String definitionId, Set<String> closed) {
        return each(ws, definitionId).map(key -> Change.at(key).addTo(CLOSED, closed).action()).toList();
    }

    /// The same, if the counts are still those of the snapshot.
    static List<Action> closeUnchanged(WorkspaceId ws, String definitionId, Set<String> closed, Snapshot snapshot) {
        return each(ws, definitionId).map(key -> Change.at(key)
                .addTo(CLOSED, closed)
                .onlyIf(Optional.ofNullable(snapshot.revisions().get(key))
                        .filter(revision -> revision > 0)
                        .map(revision -> Condition.equal(REVISION, revision))
                        .orElseGet(() -> Condition.missing(REVISION)))
                .action()).toList();
    }

    /// Forgets options that no contact has any more; fails where the attribute itself is forgotten already.
    static List<Action> forget(WorkspaceId ws, String definitionId, Set<String> options) {
        return each(ws, definitionId).map(key -> {
            var change = Change.at(key).deleteFrom(CLOSED, options).onlyIf(Condition.present());
            options.forEach(id -> change.remove(OPTION + id));
            return change.action();
        }).toList();
    }

    /// Forgets an attribute that no contact has any more.
    static List<Action> forget(WorkspaceId ws, String definitionId) {
        return each(ws, definitionId).map(Action::delete).toList();
    }

    private static Stream<Key> each(WorkspaceId ws, String definitionId) {
        return IntStream.range(0, Limits.USAGE_COUNTER_SHARDS).mapToObj(shard -> Keys.usage(ws, definitionId, shard));
    }
}
