package kartei.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.job.JobId;
import kartei.domain.link.Groups;
import kartei.domain.link.Preview;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Counts how many contacts have which value, for a job that walks over all of them: each slice puts down what it found, by
/// buckets of hashed values, and each bucket is counted together afterwards. What is put down is written with the slice's
/// cursor, so that nothing is counted twice or lost; it is gone when the job ends.
public final class Tallies {
    static final String COUNTS = "counts";
    static final String CONTACTS = "contacts";
    private static final String LINKED = "linked";
    private static final String PERSONS = "persons";
    private static final String TOO_COMMON = "tooCommon";
    private static final String LARGEST = "largest";
    static final Set<String> GROUPS = Set.of(LINKED, PERSONS, TOO_COMMON, LARGEST);

    private final Table table;

    public Tallies(Table table) {
        this.table = table;
    }

    /// What a slice found: of so many contacts, by hashed value, how many have it.
    public record Found(long contacts, Map<String, Integer> byValue) {
        public static final Found NOTHING = new Found(0, Map.of());

        public Found {
            byValue = Map.copyOf(byValue);
        }

        public Found plus(Found other) {
            var sum = new HashMap<>(byValue);
            other.byValue.forEach((value, count) -> sum.merge(value, count, Integer::sum));
            return new Found(contacts + other.contacts, sum);
        }

        /// How many contacts have a value.
        public long withValue() {
            return byValue.values().stream().mapToLong(Integer::longValue).sum();
        }
    }

    /// A slice of a segment of a job; `slice` tells it from the segment's others. What it puts down is forgotten then, if the job
    /// does not come to its end.
    public record Place(JobId job, int segment, String slice, Instant forgottenAt) {}

    /// What is written with the cursor of a slice.
    public List<Action> put(WorkspaceId ws, Place place, Found found) {
        var ttl = place.forgottenAt().getEpochSecond();
        var buckets = new TreeMap<Integer, Map<String, AttributeValue>>();
        found.byValue()
                .forEach((value, count) -> buckets.computeIfAbsent(bucketOf(value), _ -> new HashMap<>())
                        .put(value, AttributeValue.fromN(Integer.toString(count))));
        var actions = new ArrayList<Action>();
        buckets.forEach((bucket, counts) -> actions
                .add(Action.put(Item.at(Keys.tally(ws, place.job(), bucket, place.segment() + "-" + place.slice()))
                        .with(COUNTS, AttributeValue.fromM(counts))
                        .number(Fields.TTL, ttl))));
        actions.add(Change.at(Keys.grouping(ws, place.job(), place.segment()))
                .add(CONTACTS, found.contacts())
                .number(Fields.TTL, ttl)
                .action());
        return actions;
    }

    private static int bucketOf(String value) {
        return Math.floorMod(value.hashCode(), Limits.TALLY_BUCKETS);
    }

    /// What was found in some buckets, by hashed value; the buckets from `next` on are still to be counted.
    public record Counted(Map<String, Integer> byValue, int next) {}

    /// Counts the buckets from `first` on, to before `end`: as many as one read holds, but at least one.
    public Counted count(WorkspaceId ws, JobId job, int first, int end) {
        Range range = new Range.Between(Keys.tallies(first), Keys.tallies(end - 1) + Character.MAX_VALUE);
        var items = new ArrayList<Item>();
        for (var piece = read(ws, job, range);; piece = read(ws, job, range)) {
            items.addAll(piece.items());
            if (!piece.more()) {
                return new Counted(sums(items), end);
            }
            var last = Keys.bucketOf(items.getLast().key());
            if (last > first) {
                return new Counted(sums(items.stream().filter(item -> Keys.bucketOf(item.key()) < last).toList()),
                        last);
            }
            range = new Range.Between(items.getLast().key().sk() + '\0', Keys.tallies(end - 1) + Character.MAX_VALUE);
        }
    }

    private Table.Piece read(WorkspaceId ws, JobId job, Range range) {
        return table.piece(Keys.parts(ws, job), range, true, Limits.QUERY_PAGE_ITEMS_MAX);
    }

    private static Map<String, Integer> sums(List<Item> items) {
        var sums = new HashMap<String, Integer>();
        items.forEach(item -> item.map(COUNTS)
                .forEach((value, count) -> sums.merge(value, Integer.parseInt(count.n()), Integer::sum)));
        return sums;
    }

    /// What is written with the cursor of a segment that has counted more buckets.
    public List<Action> put(WorkspaceId ws, JobId job, int segment, Groups groups) {
        var all = table.get(Keys.grouping(ws, job, segment)).map(Tallies::groups).orElse(Groups.NONE).plus(groups);
        return List.of(Change.at(Keys.grouping(ws, job, segment))
                .number(LINKED, all.linked())
                .number(PERSONS, all.persons())
                .number(TOO_COMMON, all.tooCommon())
                .texts(LARGEST, texts(all))
                .action());
    }

    private static List<String> texts(Groups groups) {
        return groups.largest().stream().map(String::valueOf).toList();
    }

    private static Groups groups(Item item) {
        return new Groups(item.findNumber(LINKED).orElse(0L), item.findNumber(PERSONS).orElse(0L),
                item.findNumber(TOO_COMMON).orElse(0L), item.texts(LARGEST).stream().map(Integer::valueOf).toList());
    }

    /// Puts down what has come out of the job, of all its segments together; it is kept as long as the job.
    public void putResult(WorkspaceId ws, JobId job, Instant forgottenAt) {
        var parts = table.query(Keys.parts(ws, job), new Range.Prefix(Keys.GROUPING), true, Limits.JOB_SEGMENTS_MAX);
        var contacts = parts.stream().mapToLong(part -> part.findNumber(CONTACTS).orElse(0L)).sum();
        var groups = parts.stream().map(Tallies::groups).reduce(Groups.NONE, Groups::plus);
        table.putAll(List.of(Item.at(Keys.result(ws, job))
                .number(CONTACTS, contacts)
                .number(LINKED, groups.linked())
                .number(PERSONS, groups.persons())
                .number(TOO_COMMON, groups.tooCommon())
                .texts(LARGEST, texts(groups))
                .number(Fields.TTL, forgottenAt.getEpochSecond())));
    }

    /// What has come out of a job; nothing while it has not ended.
    public Optional<Preview> result(WorkspaceId ws, JobId job) {
        return table.get(Keys.result(ws, job)).map(item -> new Preview(item.number(CONTACTS), groups(item)));
    }

    /// Takes away a part of what was put down; false when nothing is left of it.
    public boolean forget(WorkspaceId ws, JobId job) {
        return forget(ws, job, Keys.TALLY) || forget(ws, job, Keys.GROUPING);
    }

    private boolean forget(WorkspaceId ws, JobId job, String prefix) {
        var piece = table.piece(Keys.parts(ws, job), new Range.Prefix(prefix), true, Limits.QUERY_PAGE_ITEMS_MAX);
        table.deleteAll(piece.items().stream().map(Item::key).toList());
        return !piece.items().isEmpty();
    }
}
