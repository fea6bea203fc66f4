package kartei.storage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.Contact;
import kartei.domain.link.LinkRule;
import kartei.domain.link.MarkKind;
import kartei.domain.workspace.Workspace;

/// Makes and clears the marks of whole pieces of the directory, for jobs that follow a changed matching attribute. Every mark is
/// written only if its contact is still what was read of it, so that edits at the same moment are not undone.
public final class Relinking {
    private final Table table;
    private final Marking marking;
    private final Crowds crowds;
    private final ContactCodec codec = new ContactCodec();

    public Relinking(Table table, Marking marking) {
        this.table = table;
        this.marking = marking;
        this.crowds = new Crowds(table);
    }

    /// How many of these contacts have which value that `rule` compares.
    public Tallies.Found values(Workspace workspace, List<Contact> contacts, LinkRule rule) {
        var byValue = new HashMap<String, Integer>();
        contacts.forEach(contact -> marking.built(workspace, contact, rule)
                .ifPresent(mark -> byValue.merge(mark.hash(), 1, Integer::sum)));
        return new Tallies.Found(contacts.size(), byValue);
    }

    /// Puts the marks that contacts will have under the rule that is being built beside the one in force.
    ///
    /// @throws Rejected `busy` when others were faster each time
    public void build(Workspace workspace, List<Contact> contacts, LinkRule next) {
        var left = contacts;
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX && !left.isEmpty(); attempt++) {
            left = tried(workspace, left, next);
        }
        if (!left.isEmpty()) {
            throw Rejected.busy();
        }
    }

    /// A contact and what makes it found, if it is still what it was.
    private record Making(Contact contact, Action check, List<Action> actions) {
        Stream<Action> all() {
            return Stream.concat(Stream.of(check), actions.stream());
        }
    }

    /// Those that were written meanwhile, as they are now.
    private List<Contact> tried(Workspace workspace, List<Contact> contacts, LinkRule next) {
        var again = new ArrayList<Contact>();
        var batch = new ArrayList<Making>();
        int actions = 0;
        for (var contact : contacts) {
            var making = making(workspace, contact, next);
            if (making.isEmpty()) {
                continue;
            }
            var size = making.get().actions().size() + 1;
            if (actions + size > Limits.TRANSACTION_ACTIONS_MAX) {
                again.addAll(written(workspace.id(), batch));
                batch.clear();
                actions = 0;
            }
            batch.add(making.get());
            actions += size;
        }
        again.addAll(written(workspace.id(), batch));
        return again;
    }

    private Optional<Making> making(Workspace workspace, Contact contact, LinkRule next) {
        var marks = marking.building(workspace, contact, next);
        var unchanged = Action.check(Keys.contact(workspace.id(), contact.id()),
                Condition.atVersion(contact.version()));
        return marks.isEmpty() ? Optional.empty() : Optional.of(new Making(contact, unchanged, marks));
    }

    private List<Contact> written(WorkspaceId ws, List<Making> batch) {
        if (batch.isEmpty()) {
            return List.of();
        }
        try {
            table.write(batch.stream().flatMap(Making::all).toList());
            return List.of();
        } catch (ConditionFailed others) {
            return batch.stream().flatMap(making -> now(ws, making, others).stream()).toList();
        }
    }

    /// The contact as it is now, so that it is tried again; nothing when it is gone.
    private Optional<Contact> now(WorkspaceId ws, Making making, ConditionFailed others) {
        return others.of(making.check()) ? table.get(Keys.activity(ws, making.contact().id()))
                .flatMap(alive -> table.get(Keys.contact(ws, making.contact().id())))
                .map(codec::read) : Optional.of(making.contact());
    }

    /// Notes the values that so many have that they are too common, or nearly.
    public void noteCommon(WorkspaceId ws, Map<String, Integer> byValue, LinkRule rule) {
        var kind = MarkKind.matching(rule);
        crowds.note(ws,
                byValue.entrySet()
                        .stream()
                        .filter(value -> value.getValue() >= Limits.CROWD_NOTED_MIN)
                        .map(value -> new StoredMark.Name(kind, value.getKey()))
                        .toList());
    }

    /// Takes away the contacts' marks of earlier rules; nobody reads them any more, and no edit makes them.
    public void clear(Workspace workspace, List<Contact> contacts) {
        table.deleteAll(
                contacts.stream().flatMap(contact -> marking.retired(workspace, contact)).collect(Collectors.toSet()));
    }

    /// Takes away what was noted under an earlier rule.
    public void forgetCommon(WorkspaceId ws, long generation) {
        crowds.forget(ws, generation);
    }
}
