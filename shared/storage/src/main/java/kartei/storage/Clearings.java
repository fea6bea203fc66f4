package kartei.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.WorkspaceId;
import kartei.domain.attribute.AttributeKey;
import kartei.domain.contact.Authorship;
import kartei.domain.contact.Clearing;
import kartei.domain.contact.Clearing.Target;
import kartei.domain.contact.Clearing.Walk;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.contact.LoggedEdit;
import kartei.domain.contact.ValueChange;

/// Values on their way out, found in the directory of contacts and taken from them piece by piece. Every step may be done
/// twice, by two at once, or be left in the middle.
public final class Clearings {
    /// The field that says at which step a clearing is, of its rows in the stream.
    public static final String STEP = ClearingCodec.STEP;

    /// The contacts of one transaction: so few that even the largest stay below the 4 MB that DynamoDB allows it.
    private static final int TOGETHER = 10;

    private final Table table;
    private final Usage usage;
    private final Supplier<String> ids;
    private final int sliceItems;
    private final ClearingCodec codec = new ClearingCodec();
    private final ContactCodec contactCodec = new ContactCodec();

    /// A slice reads up to `sliceItems` entries of the directory; `ids` are those under which it is written down what went.
    public Clearings(Table table, Usage usage, Supplier<String> ids, int sliceItems) {
        this.table = table;
        this.usage = usage;
        this.ids = ids;
        this.sliceItems = sliceItems;
    }

    /// The contacts of a piece of the directory that have values to be cleared, and where the next piece begins; nothing
    /// when the round is over.
    public record Piece(List<Contact> contacts, Optional<Walk> next) {
        public Piece {
            contacts = List.copyOf(contacts);
        }
    }

    /// The clearing that a row of the stream is about, as it is now.
    public Optional<Clearing> find(String pk, String sk) {
        return table.get(new Key(pk, sk)).map(codec::read);
    }

    /// Whether no contact has such a value any more. The counts are exact, and no value can come: it stays so.
    public boolean isDone(WorkspaceId ws, Clearing clearing) {
        var count = usage.count(ws, clearing.definitionId());
        return switch (clearing.target()) {
            case Target.Everything _ -> count.contacts() <= 0;
            case Target.Options(_, var ids) -> count.of(ids) <= 0;
        };
    }

    public Piece piece(WorkspaceId ws, Clearing clearing) {
        var walk = clearing.walk();
        Range range = walk.after().isEmpty() ? new Range.All() : new Range.Above(walk.after());
        var items = table.query(Index.DIRECTORY, Keys.directoryShard(ws, walk.shard()), range, true, sliceItems);
        var affected = items.stream().flatMap(item -> affected(clearing, item).stream()).toList();
        if (items.size() == sliceItems) {
            return new Piece(affected, Optional.of(walk.goneTo(items.getLast().text(Index.DIRECTORY.sortField()))));
        }
        var next = walk.shard() + 1;
        return new Piece(affected, next < Limits.DIRECTORY_SHARDS ? Optional.of(walk.onShard(next)) : Optional.empty());
    }

    private Optional<Contact> affected(Clearing clearing, Item item) {
        return Optional.of(item)
                .filter(held -> held.key().sk().equals(Keys.CONTACT))
                .filter(held -> held.map(ContactCodec.VALUES).containsKey(clearing.definitionId()))
                .map(contactCodec::read)
                .filter(contact -> clearing.affects(contact.valuesOf(clearing.definitionId())));
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
                .flatMap(item -> affected(clearing, item));
    }

    private List<Action> taking(WorkspaceId ws, Clearing clearing, Contact contact) {
        var values = clearing.leftOf(contact.valuesOf(clearing.definitionId()), contact.version() + 1);
        var change = Change.at(Keys.contact(ws, contact.id()))
                .number(Fields.VERSION, contact.version() + 1)
                .onlyIf(Condition.atVersion(contact.version()));
        if (clearing.target() instanceof Target.Everything) {
            change.remove(ContactCodec.VALUES, clearing.definitionId());
        } else {
            change.set(List.of(ContactCodec.VALUES, clearing.definitionId()), ContactCodec.one(values));
        }
        return List.of(change.action(), alive(ws, contact.id()), logged(ws, clearing, contact));
    }

    private Action logged(WorkspaceId ws, Clearing clearing, Contact contact) {
        var id = ids.get();
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

    /// Commits how far the walk has come, which makes the next record of the stream; does nothing when another was faster.
    public void goOn(WorkspaceId ws, Clearing clearing, Walk next) {
        var change = Change.at(ClearingCodec.keyOf(ws, clearing))
                .number(ClearingCodec.STEP, next.step())
                .number(ClearingCodec.ROUND, next.round())
                .number(ClearingCodec.SHARD, next.shard())
                .text(ClearingCodec.AFTER, next.after())
                .onlyIf(atStep(clearing));
        writeUnlessOthersDid(List.of(change.action()));
    }

    /// Ends it: the counts are forgotten, and with a whole attribute its key and label are free again.
    public void finish(WorkspaceId ws, Clearing clearing) {
        var end = Action.delete(ClearingCodec.keyOf(ws, clearing), atStep(clearing));
        var actions = new ArrayList<>(List.of(end));
        switch (clearing.target()) {
            case Target.Everything(var key, var label) -> {
                actions.addAll(Definitions.release(ws, clearing.definitionId(), key, label));
                actions.addAll(Usage.forget(ws, clearing.definitionId()));
            }
            case Target.Options(_, var ids) -> actions.addAll(Usage.forget(ws, clearing.definitionId(), ids));
        }
        try {
            table.write(actions);
        } catch (ConditionFailed failed) {
            if (!failed.of(end)) {
                endAlone(ws, clearing);
            }
        }
    }

    /// The attribute was deleted and cleared while its options were: nothing is left to forget.
    private void endAlone(WorkspaceId ws, Clearing clearing) {
        writeUnlessOthersDid(List.of(Action.delete(ClearingCodec.keyOf(ws, clearing), atStep(clearing))));
    }

    private static Condition atStep(Clearing clearing) {
        return Condition.equal(ClearingCodec.STEP, clearing.walk().step());
    }

    private void writeUnlessOthersDid(List<Action> actions) {
        try {
            table.write(actions);
        } catch (ConditionFailed otherWasFirst) {
            return;
        }
    }
}
