package kartei.storage;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Who was erased so lately that an index may still show them: whatever is shown by an index is compared with it, so that an
/// erased contact is nowhere from the answer on. A contact stays in it until its last index entry is gone, and ten minutes.
///
/// One item, a field for each contact: 0, or until when it stays. `seq` counts the erasures of the workspace: who has read
/// something of everybody sees by it whether somebody was erased meanwhile.
public final class Erased {
    private static final String SEQ = "seq";
    private static final Set<String> OTHERS = Set.of(Fields.PK, Fields.SK, SEQ);

    private final Table table;

    public Erased(Table table) {
        this.table = table;
    }

    /// Those that were erased lately, and how many have ever been.
    public record Lately(Set<ContactId> contacts, long seq) {
        public Lately {
            contacts = Set.copyOf(contacts);
        }

        public boolean has(ContactId contact) {
            return contacts.contains(contact);
        }
    }

    /// One consistent get.
    public Lately lately(WorkspaceId ws) {
        var item = table.get(Keys.erased(ws));
        return new Lately(
                item.map(found -> until(found).keySet().stream().map(ContactId::new).collect(Collectors.toSet()))
                        .orElse(Set.of()),
                item.flatMap(found -> found.findNumber(SEQ)).orElse(0L));
    }

    /// That nobody was erased since it stood at `seq`: a part of a transaction.
    public static Action unchanged(WorkspaceId ws, long seq) {
        return Action.check(Keys.erased(ws), seq == 0 ? Condition.missing(SEQ) : Condition.equal(SEQ, seq));
    }

    /// Puts these in, as a part of the transaction that erases them; takes those out whose time is over.
    ///
    /// @throws Rejected `busy` when too many are in it
    Action add(WorkspaceId ws, Collection<ContactId> contacts, Instant now) {
        var change = Change.at(Keys.erased(ws)).add(SEQ, 1);
        contacts.forEach(contact -> change.number(contact.value(), 0));
        var known = table.get(Keys.erased(ws)).map(Erased::until).orElse(Map.of());
        var over = known.entrySet()
                .stream()
                .filter(entry -> entry.getValue() != 0 && entry.getValue() < now.getEpochSecond())
                .limit(Limits.ERASED_FORGOTTEN_AT_ONCE)
                .map(Map.Entry::getKey)
                .toList();
        if (known.size() - over.size() + contacts.size() > Limits.ERASED_LATELY_MAX) {
            throw Rejected.busy();
        }
        over.forEach(change::remove);
        return change.action();
    }

    /// Lets a contact go, whose last index entry was deleted at `now`.
    static Action leave(WorkspaceId ws, ContactId contact, Instant now) {
        return Change.at(Keys.erased(ws))
                .number(contact.value(), now.plus(Limits.INDEX_BEHIND_MAX).getEpochSecond())
                .action();
    }

    private static Map<String, Long> until(Item item) {
        return item.fields()
                .entrySet()
                .stream()
                .filter(field -> !OTHERS.contains(field.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, field -> Long.valueOf(field.getValue().n())));
    }

    /// What is wrong with the item, looked at by itself.
    static Optional<String> violationOf(Item item) {
        return item.fields()
                .entrySet()
                .stream()
                .filter(field -> !OTHERS.contains(field.getKey()))
                .filter(field -> ContactId.of(field.getKey()).isEmpty() || !isNumber(field.getValue()))
                .findFirst()
                .map(_ -> "has a field that is no contact's");
    }

    private static boolean isNumber(AttributeValue value) {
        return value.n() != null;
    }
}
