package kartei.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.WorkspaceId;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.BuiltInAttributes;
import kartei.domain.contact.AttributeValues;
import kartei.domain.contact.Authorship;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.LiveContact;
import kartei.domain.workspace.Workspace;

/// One contact: read with one query, and changed by people.
public final class Contacts {
    /// The group that VIP contacts are in.
    static final String VIP_GROUP = BuiltInAttributes.VIP.value();

    private final Table table;
    private final Usage usage;
    private final Supplier<String> ids;
    private final Marking marking;
    private final Backoff backoff;
    private final ContactCodec contacts = new ContactCodec();
    private final ActivityCodec activities = new ActivityCodec();

    /// `ids` are those of edits that are written down; `backoff` waits before one that somebody else was faster than is tried
    /// again.
    public Contacts(Table table, Usage usage, Marking marking, Supplier<String> ids, Backoff backoff) {
        this.table = table;
        this.usage = usage;
        this.marking = marking;
        this.ids = ids;
        this.backoff = backoff;
    }

    /// The contact and its activity, in one consistent query; nothing when there is no such contact.
    public Optional<LiveContact> find(WorkspaceId ws, ContactId id) {
        var range = new Range.Between(Keys.CONTACT, Keys.ACTIVITY);
        var items = table.query(Keys.partition(ws, id), range, true, 2);
        return items.size() < 2 ? Optional.empty()
                : Optional.of(new LiveContact(contacts.read(items.getFirst()), activities.read(items.getLast())));
    }

    /// Makes of the contact what `edit` makes of it: its values, its VIP flag and its version, which is one more. When
    /// somebody else was faster, `edit` decides anew on what they left. An edit that changes nothing writes nothing; what it
    /// changes is written down under `authorship`.
    ///
    /// @throws Rejected `not-found` when the contact is gone, `busy` when others were faster each time, and what `edit` throws
    /// @throws ConditionFailed when an attribute or option was deleted that this workspace still knows
    public LiveContact edit(Workspace workspace, LiveContact read, Authorship authorship, UnaryOperator<Contact> edit)
            throws ConditionFailed {
        var current = read;
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var changed = edit.apply(current.contact());
            if (changed.equals(current.contact())) {
                return current;
            }
            var edited = new LiveContact(changed.changed(authorship.at()), current.activity());
            var lost = tried(workspace, current, edited, authorship);
            if (lost.isEmpty()) {
                return edited;
            }
            current = lost.get();
            backoff.before(attempt);
        }
        throw Rejected.busy();
    }

    /// What somebody else has made of the contact, or nothing when it was written.
    private Optional<LiveContact> tried(
            Workspace workspace,
            LiveContact before,
            LiveContact after,
            Authorship authorship) throws ConditionFailed {
        var write = change(workspace.id(), before.contact(), after.contact());
        var alive = alive(workspace.id(), before.id());
        var actions = new ArrayList<>(List.of(write, alive));
        actions.addAll(ChangeLog.of(workspace.id(), before.contact(), after.contact(),
                id -> workspace.attributes().withId(id).map(AttributeDefinition::key), ids, authorship));
        actions.addAll(usage.changes(workspace.id(), uses(workspace, before.contact(), after.contact())));
        actions.addAll(marking.changes(workspace, before.contact(), after.contact()));
        if (before.contact().vip() != after.contact().vip()) {
            actions.add(membership(workspace.id(), after));
        }
        try {
            table.write(actions);
            return Optional.empty();
        } catch (ConditionFailed failed) {
            if (failed.of(alive) || (failed.of(write) && failed.met(write).isEmpty())) {
                throw Rejected.notFound();
            }
            var met = failed.met(write).orElseThrow(() -> failed);
            return Optional.of(new LiveContact(contacts.read(met), before.activity()));
        }
    }

    /// What makes `after` of `before`, unless somebody has written it since.
    static Action change(WorkspaceId ws, Contact before, Contact after) {
        var change = Change.at(Keys.contact(ws, before.id()))
                .time(ContactCodec.CHANGED_AT, after.changedAt())
                .number(Fields.VERSION, after.version())
                .onlyIf(Condition.equal(Fields.VERSION, before.version()));
        after.values().forEach((id, values) -> {
            if (!values.equals(before.valuesOf(id))) {
                change.set(List.of(ContactCodec.VALUES, id), ContactCodec.one(values));
            }
        });
        if (!before.notSame().equals(after.notSame())) {
            change.texts(ContactCodec.NOT_SAME, ContactCodec.notSame(after));
        }
        if (before.vip() != after.vip()) {
            change.flag(ContactCodec.VIP, after.vip()).number(ContactCodec.VIP_REV, after.vipRev());
        }
        return change.action();
    }

    static Action alive(WorkspaceId ws, ContactId contact) {
        return Action.check(Keys.activity(ws, contact), ActivityCodec.alive());
    }

    /// What an edit makes of the counts.
    static List<Usage.Edit> uses(Workspace workspace, Contact before, Contact after) {
        return workspace.attributes()
                .inOrder()
                .stream()
                .filter(definition -> !before.valuesOf(definition.id()).equals(after.valuesOf(definition.id())))
                .map(definition -> use(definition, before.valuesOf(definition.id()), after.valuesOf(definition.id())))
                .toList();
    }

    private static Usage.Edit use(AttributeDefinition definition, AttributeValues before, AttributeValues after) {
        return new Usage.Edit(definition.id(), definition.type(), before, after);
    }

    /// The contact's place among the members of the VIP group, or that it has none. The stream keeps the place up to date.
    static Action membership(WorkspaceId ws, LiveContact contact) {
        var key = Keys.membership(ws, contact.id(), VIP_GROUP);
        var place = Keys.group(ws, VIP_GROUP, contact.id(), contact.activity().lastMessageAt());
        return contact.contact().vip() ? Action.put(Item.at(key).indexed(Index.WORK, place)) : Action.delete(key);
    }
}
