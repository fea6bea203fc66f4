package kartei.storage;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whether an item is one that this code would have written, looked at by itself.
final class ItemCheck {
    /// Those that a noun is written as.
    private static final Map<Keys.Kind, ItemCodec<?>> NOUNS = Map.ofEntries(
            Map.entry(Keys.Kind.CHANNEL, new ChannelCodec()),
            Map.entry(Keys.Kind.CONTACT_GROUP, new ContactGroupCodec()),
            Map.entry(Keys.Kind.PRIORITIZATION, new PrioritizationCodec()),
            Map.entry(Keys.Kind.ROUTING, new RoutingRulesCodec()), Map.entry(Keys.Kind.TEAM, new TeamCodec()),
            Map.entry(Keys.Kind.DEFINITION, new AttributeDefinitionCodec()),
            Map.entry(Keys.Kind.CONTACT, new ContactCodec()), Map.entry(Keys.Kind.ACTIVITY, new ActivityCodec()),
            Map.entry(Keys.Kind.CONVERSATION, new ConversationCodec()),
            Map.entry(Keys.Kind.MESSAGE, new MessageCodec()), Map.entry(Keys.Kind.SNAPSHOT, new SnapshotCodec()),
            Map.entry(Keys.Kind.LOGGED_EDIT, new LoggedEditCodec()), Map.entry(Keys.Kind.CLEARING, new ClearingCodec()),
            Map.entry(Keys.Kind.ERASURE, new ErasureCodec()),
            Map.entry(Keys.Kind.ERASURE_RECEIPT, new ErasureReceiptCodec()), Map.entry(Keys.Kind.JOB, new JobCodec()),
            Map.entry(Keys.Kind.EXPORT, new ExportCodec()),
            Map.entry(Keys.Kind.EXPORT_SCHEDULE, new ExportScheduleCodec()),
            Map.entry(Keys.Kind.PRIVACY, new PrivacyCodec()), Map.entry(Keys.Kind.IMPORT, new ImportCodec()),
            Map.entry(Keys.Kind.BUNDLE, new BundleCodec()),
            Map.entry(Keys.Kind.IDENTITY, new IdentityCodec()), Map.entry(Keys.Kind.MESSAGE_CLAIM, new ClaimCodec()),
            Map.entry(Keys.Kind.MARK, new StoredMarkCodec()));

    private ItemCheck() {}

    /// What is wrong with the item, or nothing.
    static Optional<String> violationOf(Item item) {
        var kind = Keys.Kind.of(item.key());
        if (kind.isEmpty()) {
            return Optional.of("is of no known kind");
        }
        try {
            return Optional.ofNullable(NOUNS.get(kind.get()))
                    .map(codec -> written(item, codec))
                    .orElseGet(() -> violationOf(kind.get(), item));
        } catch (CorruptItemException e) {
            return Optional.of("breaks a rule of its kind: " + e.getMessage());
        }
    }

    private static Optional<String> violationOf(Keys.Kind kind, Item item) {
        return switch (kind) {
            case SETTINGS -> fields(item, Set.of(),
                    Set.of(WorkspaceSettingsCodec.NAME, WorkspaceSettingsCodec.PLAN,
                            WorkspaceSettingsCodec.CHANNELS_STAMP, WorkspaceSettingsCodec.RULES_STAMP,
                            WorkspaceSettingsCodec.RULES_JOB, Index.WORK.partitionField(), Index.WORK.sortField(),
                            LinkingCodec.LINKING, LinkingCodec.VERSION, Fields.VERSION));
            case HASH_KEY -> fields(item, Set.of("sealed"), Set.of());
            case ORDER -> fields(item, Set.of(Workspaces.STAMP), Set.of(Workspaces.ORDERED_KEYS));
            case NAME_CLAIM -> fields(item, Set.of("id"), Set.of());
            case CROWD -> fields(item, Set.of(), Set.of());
            case TALLY -> fields(item, Set.of(Tallies.COUNTS, Fields.TTL), Set.of());
            case GROUPING -> fields(item, Set.of(Tallies.CONTACTS, Fields.TTL), Tallies.GROUPS);
            case RESULT -> fields(item, Stream.concat(Tallies.GROUPS.stream(), Stream.of(Tallies.CONTACTS, Fields.TTL))
                    .collect(Collectors.toSet()), Set.of());
            case DRAFT -> fields(item,
                    Stream.concat(ContactGroupCodec.FIELDS.stream(), Stream.of(Fields.TTL)).collect(Collectors.toSet()),
                    Set.of());
            case MEMBERSHIP -> fields(item, Set.of(Index.WORK.partitionField(), Index.WORK.sortField()), Set.of());
            case IDEMPOTENCY -> fields(item, Set.of("body", "status", "ids", Fields.TTL), Set.of());
            case ATTACHMENT -> fields(item, Set.of(AttachmentIndex.CONVERSATION, AttachmentIndex.MESSAGE), Set.of());
            case IDENTITY_REFERENCE -> fields(item, Set.of(), Set.of(Newcomers.ORIGIN));
            case EXPORT_PART -> fields(item, ExportPartCodec.FIELDS, Set.of());
            case EXPORT_CHECK -> fields(item, ExportCheckCodec.FIELDS, Set.of());
            case EXPORT_FILE -> fields(item, ExportFileCodec.REQUIRED, ExportFileCodec.OPTIONAL);
            case ERASED -> Erased.violationOf(item);
            case ERASED_CONVERSATION -> fields(item, Set.of(), Set.of());
            case ERASED_CONTACT -> fields(item, Set.of(Tombstones.ENTRY), Set.of());
            case ERASING -> fields(item, Set.of(Fields.TTL),
                    Set.of(ContactRemains.ITEMS, ContactRemains.OBJECTS, ContactRemains.MARKS));
            case BUNDLE_PIECE -> fields(item, BundlePieceCodec.FIELDS, Set.of());
            case USAGE -> Usage.violationOf(item);
            default -> Optional.of("is of a kind that nobody checks");
        };
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
