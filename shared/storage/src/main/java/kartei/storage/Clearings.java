package kartei.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.WorkspaceId;
import kartei.domain.attribute.AttributeKey;
import kartei.domain.contact.Authorship;
import kartei.domain.contact.Clearing;
import kartei.domain.contact.Clearing.Target;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.contact.LoggedEdit;
import kartei.domain.contact.ValueChange;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;
import kartei.domain.job.JobKind;

/// Values on their way out, found in the directory of contacts and taken from them piece by piece. Every step may be done
/// twice, by two at once, or be left in the middle.
public final class Clearings {
    private static final String DEFINITION = "definition";
    private static final String REMOVAL = "removal";

    /// The contacts of one transaction: so few that even the largest stay below the 4 MB that DynamoDB allows it.
    private static final int TOGETHER = 10;

    private final Table table;
    private final Directory directory;
    private final Usage usage;
    private final Supplier<String> ids;
    private final int sliceItems;
    private final ClearingCodec codec = new ClearingCodec();
    private final ContactCodec contactCodec = new ContactCodec();

    /// A slice reads up to `sliceItems` entries of the directory; `ids` are those under which it is written down what went.
    public Clearings(Table table, Usage usage, Supplier<String> ids, int sliceItems) {
        this.table = table;
        this.directory = new Directory(table);
        this.usage = usage;
        this.ids = ids;
        this.sliceItems = sliceItems;
    }

    /// The job that takes the values away.
    public static Job job(Clearing clearing, String ulid, Instant now) {
        var about = new HashMap<>(Map.of(DEFINITION, clearing.definitionId()));
        clearing.removal().ifPresent(removal -> about.put(REMOVAL, removal));
        return Job.queued(new JobId(JobKind.CLEAR_VALUES, ulid), about, now);
    }

    /// What the job is about; nothing when it is over.
    public Optional<Clearing> find(WorkspaceId ws, Job job) {
        return table.get(keyOf(ws, job)).map(codec::read);
    }

    static Key keyOf(WorkspaceId ws, Job job) {
        return Keys.clearing(ws, job.about(DEFINITION), Optional.ofNullable(job.about().get(REMOVAL)));
    }

    /// How many contacts still have such a value. The count is exact, and no value can come: none stays none.
    public long left(WorkspaceId ws, Clearing clearing) {
        var count = usage.count(ws, clearing.definitionId());
        return Math.max(0, switch (clearing.target()) {
            case Target.Everything _ -> count.contacts();
            case Target.Options(_, var ids) -> count.of(ids);
        });
    }

    /// The contacts of a piece of one shard of the directory that have values to be cleared; `after` is the last entry seen,
    /// empty at the beginning.
    public Directory.Piece piece(WorkspaceId ws, Clearing clearing, int shard, String after) {
        var piece = directory.piece(ws, shard, after, sliceItems);
        var affected = piece.contacts().stream().filter(contact -> isAffected(clearing, contact)).toList();
        return new Directory.Piece(affected, piece.open(), piece.next());
    }

    private static boolean isAffected(Clearing clearing, Contact contact) {
        return clearing.affects(contact.valuesOf(clearing.definitionId()));
    }

    /// Takes the values from these contacts, and from the counts.
    public void clear(WorkspaceId ws, Clearing clearing, List<Contact> contacts) {
        for (int from = 0; from < contacts.size(); from += TOGETHER) {
            clearTogether(ws, clearing, contacts.subList(from, Math.min(contacts.size(), from + TOGETHER)));
        }
    }

    /// A contact and what takes the values from it.
    private record Taking(Contact contact, List<Action> actions) {}

    private void clearTogether(WorkspaceId ws, Clearing clearing, List<Contact> contacts) {
        var left = contacts;
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX && !left.isEmpty(); attempt++) {
            var takings = left.stream().map(contact -> new Taking(contact, taking(ws, clearing, contact))).toList();
            var actions = new ArrayList<Action>();
            takings.forEach(taking -> actions.addAll(taking.actions()));
            actions.addAll(usage.changes(ws, left.stream().map(contact -> edit(clearing, contact)).toList()));
            try {
                table.write(actions);
                return;
            } catch (ConditionFailed others) {
                left = takings.stream()
                        .flatMap(taking -> stillAffected(ws, clearing, taking, others).stream())
                        .toList();
            }
        }
        if (!left.isEmpty()) {
            throw Rejected.busy();
        }
    }

    /// The contact, if others changed it in the meantime as it is now; nothing when it or its values are gone.
    private Optional<Contact> stillAffected(WorkspaceId ws, Clearing clearing, Taking taking, ConditionFailed others) {
        if (taking.actions().stream().noneMatch(others::of)) {
            return Optional.of(taking.contact());
        }
        var contact = taking.contact().id();
        return table.get(Keys.activity(ws, contact))
                .flatMap(alive -> table.get(Keys.contact(ws, contact)))
                .map(contactCodec::read)
                .filter(now -> isAffected(clearing, now));
    }

    private List<Action> taking(WorkspaceId ws, Clearing clearing, Contact contact) {
        var values = clearing.leftOf(contact.valuesOf(clearing.definitionId()), contact.version() + 1);
        var id = ids.get();
        var change = Change.at(Keys.contact(ws, contact.id()))
                .time(ContactCodec.CHANGED_AT, ChangeLog.madeAt(id))
                .number(Fields.VERSION, contact.version() + 1)
                .onlyIf(Condition.atVersion(contact.version()));
        if (clearing.target() instanceof Target.Everything) {
            change.remove(ContactCodec.VALUES, clearing.definitionId());
        } else {
            change.set(List.of(ContactCodec.VALUES, clearing.definitionId()), ContactCodec.one(values));
        }
        return List.of(change.action(), alive(ws, contact.id()), logged(ws, clearing, contact, id));
    }

    private Action logged(WorkspaceId ws, Clearing clearing, Contact contact, String id) {
        var before = contact.valuesOf(clearing.definitionId());
        var key = switch (clearing.target()) {
            case Target.Everything(var name, _) -> Optional.of(name);
            case Target.Options _ -> Optional.<AttributeKey>empty();
        };
        var changes = ValueChange.of(clearing.definitionId(), key, before, clearing.leftOf(before, before.rev()));
        var authorship = Authorship.ofNobody(ChangeLog.madeAt(id));
        return ChangeLog.add(ws, new LoggedEdit(id, contact.id(), authorship, changes));
    }

    private static Action alive(WorkspaceId ws, ContactId contact) {
        return Action.check(Keys.activity(ws, contact), ActivityCodec.alive());
    }

    private static Usage.Edit edit(Clearing clearing, Contact contact) {
        var before = contact.valuesOf(clearing.definitionId());
        return new Usage.Edit(clearing.definitionId(), clearing.type(), before, clearing.leftOf(before, before.rev()));
    }

    /// What is written with the end of the job: the counts are forgotten, and with a whole attribute its key and label are free
    /// again. Where the attribute was deleted and cleared while its options were, nothing is left to forget.
    public List<Action> end(WorkspaceId ws, Clearing clearing) {
        var actions = new ArrayList<>(List.of(Action.delete(ClearingCodec.keyOf(ws, clearing))));
        switch (clearing.target()) {
            case Target.Everything(var key, var label) -> {
                actions.addAll(Definitions.release(ws, clearing.definitionId(), key, label));
                actions.addAll(Usage.forget(ws, clearing.definitionId()));
            }
            case Target.Options(_, var ids) -> {
                if (!usage.read(ws, clearing.definitionId()).revisions().isEmpty()) {
                    actions.addAll(Usage.forget(ws, clearing.definitionId(), ids));
                }
            }
        }
        return actions;
    }
}
