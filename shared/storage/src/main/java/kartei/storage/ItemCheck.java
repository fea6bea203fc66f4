package kartei.storage;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Whether an item is one that this code would have written, looked at by itself.
final class ItemCheck {
    private ItemCheck() {}

    /// What is wrong with the item, or nothing.
    static Optional<String> violationOf(Item item) {
        var kind = Keys.Kind.of(item.key());
        if (kind.isEmpty()) {
            return Optional.of("is of no known kind");
        }
        try {
            return switch (kind.get()) {
                case CHANNEL -> written(item, new ChannelCodec());
                case DEFINITION -> written(item, new AttributeDefinitionCodec());
                case CONTACT -> written(item, new ContactCodec());
                case ACTIVITY -> written(item, new ActivityCodec());
                case CONVERSATION -> written(item, new ConversationCodec());
                case MESSAGE -> written(item, new MessageCodec());
                case SNAPSHOT -> written(item, new SnapshotCodec());
                case LOGGED_EDIT -> written(item, new LoggedEditCodec());
                case SETTINGS -> fields(item, Set.of(),
                        Set.of(WorkspaceSettingsCodec.NAME, WorkspaceSettingsCodec.PLAN,
                                WorkspaceSettingsCodec.CHANNELS_STAMP, LinkingCodec.LINKING, LinkingCodec.VERSION,
                                Fields.VERSION));
                case HASH_KEY -> fields(item, Set.of("sealed"), Set.of());
                case ORDER -> fields(item, Set.of(Workspaces.STAMP), Set.of(Workspaces.ORDERED_KEYS));
                case NAME_CLAIM -> fields(item, Set.of("id"), Set.of());
                case MEMBERSHIP -> fields(item, Set.of(Index.WORK.partitionField(), Index.WORK.sortField()), Set.of());
                case IDEMPOTENCY -> fields(item, Set.of("body", "status", "ids", Fields.TTL), Set.of());
                case CLEARING -> written(item, new ClearingCodec());
                case IDENTITY -> written(item, new IdentityCodec());
                case MESSAGE_CLAIM -> written(item, new ClaimCodec());
                case ATTACHMENT ->
                    fields(item, Set.of(AttachmentIndex.CONVERSATION, AttachmentIndex.MESSAGE), Set.of());
                case IDENTITY_REFERENCE -> fields(item, Set.of(), Set.of());
                case MARK -> written(item, new StoredMarkCodec());
                case CROWD -> fields(item, Set.of(), Set.of());
                case USAGE -> Usage.violationOf(item);
            };
        } catch (CorruptItemException e) {
            return Optional.of("breaks a rule of its kind: " + e.getMessage());
        }
    }

    /// Reads it and writes it again: a field that was forgotten, or an index key that disagrees, shows.
    private static <T> Optional<String> written(Item item, ItemCodec<T> codec) {
        var again = codec.encode(Keys.workspaceOf(item.key()), codec.read(item)).fields();
        var differing = new TreeSet<>(again.keySet());
        differing.addAll(item.fields().keySet());
        differing.removeIf(field -> again.containsKey(field) && again.get(field).equals(item.fields().get(field)));
        return differing.isEmpty() ? Optional.empty()
                : Optional.of("is not what its noun would be written as, in " + differing);
    }

    private static Optional<String> fields(Item item, Set<String> required, Set<String> optional) {
        var missing = new TreeSet<>(required);
        missing.removeAll(item.fields().keySet());
        var unknown = new TreeSet<>(item.fields().keySet());
        unknown.removeAll(required);
        unknown.removeAll(optional);
        unknown.removeAll(Set.of(Fields.PK, Fields.SK));
        return missing.isEmpty() && unknown.isEmpty() ? Optional.empty()
                : Optional.of("lacks " + missing + " and should not have " + unknown);
    }
}
