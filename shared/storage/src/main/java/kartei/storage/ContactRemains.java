package kartei.storage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.WorkspaceId;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeType;
import kartei.domain.contact.AttributeValues;
import kartei.domain.contact.Clearing;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.contact.Source;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;
import kartei.domain.workspace.Workspace;

/// The own item of a contact that is no longer alive, and what leads to it by its values: what it is recognised by goes first,
/// then who it was said not to be, then its values, together with the counts of their use, and the item with the last of them.
public final class ContactRemains {
    static final String MARKS = "marks";
    static final String ITEMS = "items";
    static final String OBJECTS = "objects";
    /// Values of one transaction: each may change a count.
    private static final int TOGETHER = 80;

    private final Table table;
    private final Marking marking;
    private final Usage usage;
    private final Contacts contacts;
    private final ContactCodec codec = new ContactCodec();
    private final ClearingCodec clearings = new ClearingCodec();

    public ContactRemains(Table table, Marking marking, Usage usage, Contacts contacts) {
        this.table = table;
        this.marking = marking;
        this.usage = usage;
        this.contacts = contacts;
    }

    /// What a job has written down of a contact that it erases: how much it deleted, and what the contact was recognised by.
    public record Erasing(long items, long objects, List<String> marks) {
        private static final Erasing NOTHING = new Erasing(0, 0, List.of());

        public Erasing {
            marks = List.copyOf(marks);
        }
    }

    public Erasing erasing(WorkspaceId ws, JobId job, ContactId contact) {
        return table.get(Keys.erasing(ws, job, contact))
                .map(item -> new Erasing(item.findNumber(ITEMS).orElse(0L), item.findNumber(OBJECTS).orElse(0L),
                        item.field(MARKS).map(_ -> item.texts(MARKS)).orElse(List.of())))
                .orElse(Erasing.NOTHING);
    }

    /// What is written with the cursor of a slice that has deleted so much.
    public static Action counted(WorkspaceId ws, Job job, ContactId contact, long items, long objects) {
        return Change.at(Keys.erasing(ws, job.id(), contact))
                .add(ITEMS, items)
                .add(OBJECTS, objects)
                .number(Fields.TTL, job.createdAt().plus(Limits.JOB_KEPT).getEpochSecond())
                .action();
    }

    /// Forgets what the job has written down.
    public void forget(WorkspaceId ws, JobId job, List<ContactId> erased) {
        table.deleteAll(erased.stream().map(contact -> Keys.erasing(ws, job, contact)).toList());
    }

    /// Deletes all of it.
    public Remains.Deleted delete(Workspace workspace, Job job, ContactId contact) {
        var deleted = 0;
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var found = table.get(Keys.contact(workspace.id(), contact)).map(codec::read);
            if (found.isEmpty()) {
                return new Remains.Deleted(deleted, false);
            }
            deleted += unmarked(workspace, job, found.get());
            found.get().notSame().forEach(other -> contacts.forgetNotSame(workspace, other, contact));
            if (isEmptied(workspace, found.get())) {
                return new Remains.Deleted(deleted + 1L, false);
            }
        }
        throw Rejected.busy();
    }

    /// What it was recognised by is written down before it goes: it is read back by that, when the values are gone.
    private int unmarked(Workspace workspace, Job job, Contact contact) {
        var ws = workspace.id();
        var names = marking.all(workspace, contact);
        if (names.isEmpty()) {
            return 0;
        }
        var noted = Change.at(Keys.erasing(ws, job.id(), contact.id()))
                .setIfMissing(MARKS, StoredTexts.of(names.stream().map(Keys::text).toList()))
                .number(Fields.TTL, job.createdAt().plus(Limits.JOB_KEPT).getEpochSecond());
        try {
            table.update(noted);
        } catch (ConditionFailed impossible) {
            throw new IllegalStateException("it has no condition", impossible);
        }
        table.deleteAll(names.stream().map(name -> Keys.mark(ws, name, contact.id())).toList());
        return names.size();
    }

    /// Takes the values with the counts, as many at a time as a transaction holds, and the item with the last ones; false when
    /// somebody else was at it.
    private boolean isEmptied(Workspace workspace, Contact contact) {
        var types = types(workspace, contact);
        var left = new ArrayList<>(contact.values().keySet());
        var version = contact.version();
        var key = Keys.contact(workspace.id(), contact.id());
        while (true) {
            var now = List.copyOf(left.subList(0, Math.min(left.size(), TOGETHER)));
            left.subList(0, now.size()).clear();
            var actions = new ArrayList<>(usage.changes(workspace.id(), uses(contact, now, types)));
            if (left.isEmpty()) {
                actions.add(Action.delete(key, Condition.atVersion(version)));
            } else {
                var change = Change.at(key).add(Fields.VERSION, 1).onlyIf(Condition.atVersion(version));
                now.forEach(id -> change.remove(ContactCodec.VALUES, id));
                actions.add(change.action());
            }
            try {
                table.write(actions);
            } catch (ConditionFailed anotherWasFaster) {
                return false;
            }
            if (left.isEmpty()) {
                return true;
            }
            version++;
        }
    }

    private static List<Usage.Edit> uses(Contact contact, List<String> ids, Map<String, AttributeType> types) {
        return ids.stream()
                .flatMap(id -> Optional.ofNullable(types.get(id))
                        .map(type -> new Usage.Edit(id, type, contact.valuesOf(id), AttributeValues.NONE))
                        .stream())
                .toList();
    }

    /// The types of the attributes whose use is counted; of one that is being cleared, too: its count waits for this contact.
    private Map<String, AttributeType> types(Workspace workspace, Contact contact) {
        var types = new HashMap<String, AttributeType>();
        var unknown = contact.values()
                .entrySet()
                .stream()
                .filter(entry -> isCounted(entry.getValue()))
                .map(Map.Entry::getKey)
                .filter(id -> workspace.attributes()
                        .withId(id)
                        .map(AttributeDefinition::type)
                        .map(type -> types.put(id, type) == null)
                        .isEmpty())
                .collect(Collectors.toSet());
        if (!unknown.isEmpty()) {
            beingCleared(workspace).filter(clearing -> unknown.contains(clearing.definitionId()))
                    .forEach(clearing -> types.put(clearing.definitionId(), clearing.type()));
        }
        return types;
    }

    private static boolean isCounted(AttributeValues values) {
        return !values.bySource().keySet().equals(Set.of(Source.PLATFORM)) && !values.bySource().isEmpty();
    }

    private Stream<Clearing> beingCleared(Workspace workspace) {
        return table
                .query(Keys.definitions(workspace.id()), new Range.Prefix(Keys.CLEARING), true,
                        Limits.QUERY_PAGE_ITEMS_MAX)
                .stream()
                .map(clearings::read);
    }
}
