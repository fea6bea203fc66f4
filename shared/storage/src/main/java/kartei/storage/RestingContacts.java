package kartei.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.contact.Authorship;
import kartei.domain.contact.Contact;
import kartei.domain.contact.LoggedEdit;
import kartei.domain.contact.ValueChange;
import kartei.domain.workspace.Workspace;
import kartei.storage.AutoClearing.Resting;

/// Takes from contacts what is known of them, as long as they rest: first what edits did, then the snapshots of conversations,
/// at last the values, and with these the links. The contact stays in the index until all of it is gone, so that whoever comes
/// next finishes what was left in the middle.
///
/// Every transaction holds only while the contact rests since the same moment: a message or a reopened conversation ends that,
/// and what an agent needs then is what goes last. The last one holds only if the contact is what it was before the first, so
/// that no edit is written down unseen behind it.
public final class RestingContacts {
    private final Table table;
    private final Workspaces workspaces;
    private final Usage usage;
    private final Marking marking;
    private final Supplier<String> ids;
    private final ContactCodec contacts = new ContactCodec();
    private final ActivityCodec activities = new ActivityCodec();
    private final SaidBefore said;

    /// `ids` are those under which it is written down that values went.
    public RestingContacts(Table table, Workspaces workspaces, Usage usage, Marking marking, Supplier<String> ids) {
        this.table = table;
        this.workspaces = workspaces;
        this.usage = usage;
        this.marking = marking;
        this.ids = ids;
        this.said = new SaidBefore(table);
    }

    /// What became of a contact.
    public enum Outcome {
        CLEARED,
        /// It does not rest any more, or rests since another time, or is gone.
        AWAKE,
        /// There is more to clear than there was time, or than can go now: somebody has to come back.
        UNFINISHED
    }

    /// Clears a contact, as far as it gets `inTime`. Whatever was done before is not done again.
    public Outcome clear(WorkspaceId ws, Resting resting, BooleanSupplier inTime) {
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var outcome = tried(ws, resting, inTime);
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        return Outcome.UNFINISHED;
    }

    /// Nothing when somebody was in the way: then it is read again what they left.
    private Optional<Outcome> tried(WorkspaceId ws, Resting resting, BooleanSupplier inTime) {
        try {
            var contact = found(ws, resting);
            return Optional.of(contact.isEmpty() ? Outcome.AWAKE : cleared(ws, contact.get(), resting, inTime));
        } catch (ConditionFailed changedMeanwhile) {
            return Optional.empty();
        }
    }

    private Outcome cleared(WorkspaceId ws, Contact found, Resting resting, BooleanSupplier inTime)
            throws ConditionFailed {
        var rests = Action.check(Keys.activity(ws, found.id()), rests(resting));
        if (!said.clear(ws, found.id(), rests, inTime)) {
            return Outcome.UNFINISHED;
        }
        var contact = found;
        while (inTime.getAsBoolean()) {
            var workspace = workspaces.open(ws);
            var known = valued(contact).stream().filter(id -> workspace.attributes().withId(id).isPresent()).toList();
            if (known.size() <= Limits.CLEARED_VALUES_AT_ONCE) {
                var isLast = known.size() == valued(contact).size();
                write(workspace, contact, known, isLast ? ended(ws, contact, resting) : List.of(rests));
                return isLast ? Outcome.CLEARED : Outcome.UNFINISHED;
            }
            contact = write(workspace, contact, known.subList(0, Limits.CLEARED_VALUES_AT_ONCE), List.of(rests));
        }
        return Outcome.UNFINISHED;
    }

    /// The contact, if it rests as the index says.
    private Optional<Contact> found(WorkspaceId ws, Resting resting) {
        var items = table.getAll(List.of(Keys.contact(ws, resting.contact()), Keys.activity(ws, resting.contact())));
        return Optional.ofNullable(items.get(Keys.activity(ws, resting.contact())))
                .map(activities::read)
                .flatMap(activity -> activity.restingSince())
                .filter(resting.since()::equals)
                .flatMap(_ -> Optional.ofNullable(items.get(Keys.contact(ws, resting.contact()))))
                .map(contacts::read);
    }

    private static Condition rests(Resting resting) {
        return Condition.equal(Index.WORK.sortField(), resting.place());
    }

    /// The attributes of which the contact has a value. Those of one that was deleted go with it.
    private static List<String> valued(Contact contact) {
        return contact.values()
                .entrySet()
                .stream()
                .filter(values -> !values.getValue().bySource().isEmpty())
                .map(values -> values.getKey())
                .sorted()
                .toList();
    }

    /// That it rests no more, and that the next message tells again what the channel knows of it.
    private static List<Action> ended(WorkspaceId ws, Contact contact, Resting resting) {
        return List.of(
                Change.at(Keys.activity(ws, contact.id())).notIndexed(Index.WORK).onlyIf(rests(resting)).action(),
                IdentityCodec.unseen(ws, contact.identity(), contact.id()).action());
    }

    /// The contact without these values.
    private Contact write(Workspace workspace, Contact before, List<String> gone, List<Action> with)
            throws ConditionFailed {
        var ws = workspace.id();
        var actions = new ArrayList<>(with);
        if (gone.isEmpty()) {
            actions.add(Action.check(Keys.contact(ws, before.id()), Condition.atVersion(before.version())));
            table.write(actions);
            return before;
        }
        var id = ids.get();
        var at = ChangeLog.madeAt(id);
        var after = before.cleared(gone, before.version() + 1).changed(at);
        actions.add(Contacts.change(ws, before, after));
        actions.add(ChangeLog.add(ws, logged(workspace, id, before, after, at)));
        actions.addAll(usage.changes(ws, Contacts.uses(workspace, before, after)));
        actions.addAll(marking.changes(workspace, before, after));
        table.write(actions);
        return after;
    }

    /// That values went, when, and of what; not what they were.
    private static LoggedEdit logged(Workspace workspace, String id, Contact before, Contact after, Instant at) {
        var changes = ValueChange.between(before, after,
                attribute -> workspace.attributes().withId(attribute).map(AttributeDefinition::key));
        return new LoggedEdit(id, before.id(), Authorship.ofNobody(at), changes).cleared();
    }
}
