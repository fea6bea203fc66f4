package kartei.storage;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.erasure.Footprint;

/// Counts what there is of contacts, before they are erased.
public final class Footprints {
    private final Table table;
    private final Attachments attachments;
    private final Withdrawals withdrawals;
    private final ContactCodec codec = new ContactCodec();

    public Footprints(Table table, Attachments attachments, Withdrawals withdrawals) {
        this.table = table;
        this.attachments = attachments;
        this.withdrawals = withdrawals;
    }

    /// Of all of them together.
    public Footprint of(WorkspaceId ws, List<ContactId> contacts, Instant now) {
        var exports = Together.start(() -> withdrawals.howMany(ws, contacts, now));
        var all = contacts.stream()
                .map(contact -> of(ws, contact))
                .reduce(new Footprint(0, 0, 0, 0, 0, 0, 0), Footprint::plus);
        return all.plus(new Footprint(0, 0, 0, 0, 0, 0, Together.join(exports)));
    }

    private Footprint of(WorkspaceId ws, ContactId contact) {
        var files = Together.start(() -> attachments.count(ws, contact));
        var changes = Together
                .start(() -> table.count(Keys.partition(ws, contact), new Range.Prefix(Keys.LOGGED_EDIT)));
        var values = table.get(Keys.contact(ws, contact)).map(codec::read).map(Footprints::values).orElse(0L);
        var conversations = 0L;
        var messages = 0L;
        Range range = new Range.Prefix(Keys.CONVERSATION);
        for (var more = true; more;) {
            var heads = table.piece(Keys.partition(ws, contact), range, List.of(), Limits.ERASURE_SLICE_CONVERSATIONS);
            conversations += heads.items().size();
            messages += messages(ws, heads.items());
            more = heads.more();
            if (more) {
                range = new Range.Between(heads.items().getLast().key().sk() + '\0',
                        Keys.CONVERSATION + Character.MAX_VALUE);
            }
        }
        return new Footprint(1, conversations, messages, Together.join(files), values, Together.join(changes), 0);
    }

    private long messages(WorkspaceId ws, List<Item> heads) {
        var messages = 0L;
        for (int from = 0; from < heads.size(); from += Limits.ERASED_SIDE_BY_SIDE) {
            messages += Together.all(heads.subList(from, Math.min(heads.size(), from + Limits.ERASED_SIDE_BY_SIDE))
                    .stream()
                    .map(head -> Keys.messages(ws, Keys.conversationOf(head.key())))
                    .<Supplier<Long>>map(pk -> () -> table.count(pk, new Range.Prefix(Keys.MESSAGE)))
                    .toList()).stream().mapToLong(Long::longValue).sum();
        }
        return messages;
    }

    private static long values(Contact contact) {
        return contact.values().values().stream().mapToLong(values -> values.bySource().size()).sum();
    }
}
