package kartei.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.Claim;
import kartei.domain.conversation.ConversationId;

/// What is left in the table of a contact that is no longer alive: deleted piece by piece. Nobody writes any of it any more, so
/// every piece may be deleted twice, by two at once, or be left in the middle.
public final class Remains {
    /// What lies beside that which says where else there was something, of which there may be much.
    private static final List<Range> OTHERS = List.of(new Range.Below(Keys.ERASED_CONVERSATION),
            new Range.Above(Keys.ERASED_CONVERSATION + Character.MAX_VALUE));

    private static final ClaimCodec CLAIMS = new ClaimCodec();

    private final Table table;

    public Remains(Table table) {
        this.table = table;
    }

    /// How many items were deleted, and whether there may be more.
    public record Deleted(long items, boolean more) {}

    // ---- conversations ----

    /// Messages of a conversation that are to be deleted; `more`: there are others behind them.
    private record Doomed(ConversationId conversation, List<Item> messages, boolean more) {}

    /// Deletes the messages and snapshots of some conversations, and those conversations of which none is left. The claims of
    /// messages stay for a while, so that a redelivery revives nothing; of conversations stays where they were, until that has
    /// been read back.
    public Deleted conversations(WorkspaceId ws, ContactId contact, Instant now) {
        var heads = table.piece(Keys.partition(ws, contact), new Range.Prefix(Keys.CONVERSATION), List.of(),
                Limits.ERASURE_SLICE_CONVERSATIONS);
        var ids = heads.items().stream().map(item -> Keys.conversationOf(item.key())).toList();
        var doomed = doomed(ws, ids);
        var empty = doomed.stream().filter(one -> !one.more()).map(Doomed::conversation).toList();
        var messages = doomed.stream().flatMap(one -> one.messages().stream()).toList();
        var puts = new ArrayList<Item>();
        empty.forEach(conversation -> puts.add(Item.at(Keys.erasedConversation(ws, conversation))));
        doomed.forEach(one -> one.messages().forEach(message -> claim(ws, one, message, now).ifPresent(puts::add)));
        table.putAll(puts);
        table.deleteAll(messages.stream().map(Item::key).toList());
        table.deleteAll(empty.stream().map(conversation -> Keys.conversation(ws, conversation)).toList());
        return new Deleted(messages.size() + empty.size(), heads.more() || empty.size() < ids.size());
    }

    /// The messages of the first of these conversations, as many as a slice deletes.
    private List<Doomed> doomed(WorkspaceId ws, List<ConversationId> conversations) {
        var doomed = new ArrayList<Doomed>();
        var found = 0;
        for (int from = 0; from < conversations.size() && found < Limits.ERASURE_SLICE_ITEMS;) {
            var until = Math.min(conversations.size(), from + Limits.ERASED_SIDE_BY_SIDE);
            var read = Together.all(conversations.subList(from, until)
                    .stream()
                    .<Supplier<Doomed>>map(conversation -> () -> doomed(ws, conversation))
                    .toList());
            doomed.addAll(read);
            found += read.stream().mapToInt(one -> one.messages().size()).sum();
            from = until;
        }
        return doomed;
    }

    private Doomed doomed(WorkspaceId ws, ConversationId conversation) {
        var piece = table.piece(Keys.messages(ws, conversation), new Range.All(), List.of(MessageCodec.CLAIM),
                Limits.ERASURE_SLICE_ITEMS);
        return new Doomed(conversation, piece.items(), piece.more());
    }

    private static Optional<Item> claim(WorkspaceId ws, Doomed doomed, Item message, Instant now) {
        return message.findText(MessageCodec.CLAIM)
                .map(hash -> CLAIMS.encode(ws, Claim.ofErased(hash, doomed.conversation(),
                        Keys.messageOf(message.key()), now.plus(Limits.ERASED_CLAIM_KEPT))));
    }

    // ---- what leads to the contact ----

    /// Deletes the identities that still lead to the contact; one that has become somebody else's stays.
    public Deleted identities(WorkspaceId ws, ContactId contact) {
        var deleted = references(ws, contact).stream()
                .filter(reference -> isDeleted(Keys.identityOf(ws, reference), contact))
                .count();
        return new Deleted(deleted, false);
    }

    private boolean isDeleted(Key identity, ContactId contact) {
        try {
            table.write(List.of(Action.delete(identity, Condition.equal(IdentityCodec.CONTACT, contact.value()))));
            return true;
        } catch (ConditionFailed anothersOrGone) {
            return false;
        }
    }

    private List<Key> references(WorkspaceId ws, ContactId contact) {
        return table
                .query(Keys.partition(ws, contact), new Range.Prefix(Keys.IDENTITY_REFERENCE), true,
                        Limits.QUERY_PAGE_ITEMS_MAX)
                .stream()
                .map(Item::key)
                .toList();
    }

    // ---- everything else ----

    /// Deletes what lies in the contact's partition, up to a slice of it; not what says where else there was something.
    public Deleted others(WorkspaceId ws, ContactId contact) {
        var deleted = 0L;
        var more = false;
        for (var range : OTHERS) {
            var piece = table.piece(Keys.partition(ws, contact), range, List.of(), Limits.ERASURE_SLICE_ITEMS);
            var keys = piece.items().stream().map(Item::key).filter(key -> !saysWhere(key)).toList();
            table.deleteAll(keys);
            deleted += keys.size();
            more |= piece.more();
        }
        return new Deleted(deleted, more);
    }

    // ---- read back ----

    /// Whether there is still something of the contact in the table, `marks` among it; reads every place consistently. What said
    /// where these places are is deleted when there is nothing.
    public boolean isThere(WorkspaceId ws, ContactId contact, List<String> marks) {
        if (!table.getAll(marks.stream().map(mark -> Keys.mark(ws, Keys.markOf(mark), contact)).toList()).isEmpty()
                || leadsTo(ws, contact)) {
            return true;
        }
        for (var more = true; more;) {
            var piece = table.piece(Keys.partition(ws, contact), new Range.All(), List.of(),
                    Limits.ERASURE_SLICE_CONVERSATIONS);
            if (piece.items().stream().anyMatch(item -> !saysWhere(item.key())) || haveMessages(ws, piece.items())) {
                return true;
            }
            table.deleteAll(piece.items().stream().map(Item::key).toList());
            more = piece.more();
        }
        return !table.piece(Keys.partition(ws, contact), new Range.All(), List.of(), 1).items().isEmpty();
    }

    private static boolean saysWhere(Key key) {
        return key.sk().startsWith(Keys.ERASED_CONVERSATION) || key.sk().startsWith(Keys.IDENTITY_REFERENCE);
    }

    private boolean haveMessages(WorkspaceId ws, List<Item> where) {
        var were = where.stream()
                .map(Item::key)
                .filter(key -> key.sk().startsWith(Keys.ERASED_CONVERSATION))
                .map(key -> Keys.messages(ws, Keys.erasedConversationOf(key)))
                .toList();
        for (int from = 0; from < were.size(); from += Limits.ERASED_SIDE_BY_SIDE) {
            var some = were.subList(from, Math.min(were.size(), from + Limits.ERASED_SIDE_BY_SIDE));
            var empty = Together.all(some.stream()
                    .<Supplier<Boolean>>map(
                            pk -> () -> table.piece(pk, new Range.All(), List.of(), 1).items().isEmpty())
                    .toList());
            if (empty.contains(false)) {
                return true;
            }
        }
        return false;
    }

    private boolean leadsTo(WorkspaceId ws, ContactId contact) {
        var identities = references(ws, contact).stream().map(key -> Keys.identityOf(ws, key)).toList();
        return table.getAll(identities)
                .values()
                .stream()
                .anyMatch(item -> item.text(IdentityCodec.CONTACT).equals(contact.value()));
    }
}
