package kartei.function.attributeadmin;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import kartei.api.Tries;
import kartei.domain.Attempt;
import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.Wording;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeKey;
import kartei.domain.attribute.BuiltInAttributes;
import kartei.domain.workspace.Workspace;
import kartei.storage.Action;
import kartei.storage.Definitions;
import kartei.storage.Idempotency;
import kartei.storage.Workspaces;

/// Makes a custom attribute (S9, S15): its key and label are nobody else's, in any case.
final class CreateAttribute {
    private static final String ATTRIBUTE = "attribute";
    private static final int CREATED = 201;
    /// What a key takes in the item of the order, beside its characters.
    private static final int ORDER_BYTES_PER_KEY = 3;

    private final Definitions definitions;
    private final Workspaces workspaces;
    private final Idempotency idempotency;
    private final Tries tries;
    private final Supplier<String> ids;

    CreateAttribute(Definitions definitions, Workspaces workspaces, Idempotency idempotency, Tries tries,
            Supplier<String> ids) {
        this.definitions = definitions;
        this.workspaces = workspaces;
        this.idempotency = idempotency;
        this.tries = tries;
        this.ids = ids;
    }

    /// The attribute as it is now; `replayed` when an earlier request with the same Idempotency-Key made it.
    record Created(Workspace workspace, AttributeDefinition definition, boolean replayed) {}

    /// `attempt` is what the Idempotency-Key stands for.
    Created create(Workspace workspace, NewAttribute wanted, Optional<Attempt> attempt, Instant now) {
        return earlier(workspace, attempt, now).orElseGet(() -> {
            var refusedKeys = new HashSet<String>();
            return tries.until(workspace, fresh -> created(fresh, wanted, attempt, now, refusedKeys));
        });
    }

    private Optional<Created> created(
            Workspace workspace,
            NewAttribute wanted,
            Optional<Attempt> attempt,
            Instant now,
            Set<String> refusedKeys) {
        checkFits(workspace);
        checkLabel(workspace, wanted.label());
        var key = wanted.key().orElseGet(() -> derivedKey(workspace, wanted.label(), refusedKeys));
        if (isTaken(workspace, key)) {
            throw keyTaken(key);
        }
        var definition = wanted.under(key, ids);
        return switch (definitions.create(workspace.id(), definition, record(workspace, definition, attempt, now))) {
            case DONE -> Optional.of(new Created(workspaces.reopen(workspace, definition), definition, false));
            case LABEL_TAKEN -> throw labelTaken();
            case KEY_TAKEN -> {
                if (wanted.key().isPresent()) {
                    throw keyTaken(key);
                }
                refusedKeys.add(key.folded());
                yield Optional.empty();
            }
            case OVERTAKEN -> earlier(workspace, attempt, now);
        };
    }

    private Optional<Action> record(
            Workspace workspace,
            AttributeDefinition definition,
            Optional<Attempt> attempt,
            Instant now) {
        var answer = new Idempotency.Earlier(CREATED, Map.of(ATTRIBUTE, definition.id()));
        return attempt.map(sent -> idempotency.record(workspace.id(), sent, answer, now));
    }

    /// What an earlier request with this Idempotency-Key made; not-found when it has been deleted since.
    private Optional<Created> earlier(Workspace workspace, Optional<Attempt> attempt, Instant now) {
        return attempt.flatMap(sent -> idempotency.find(workspace.id(), sent, now))
                .map(earlier -> replayed(workspace, Optional.ofNullable(earlier.ids().get(ATTRIBUTE)).orElseThrow()));
    }

    /// The workspace may have been read before the attribute was made.
    private Created replayed(Workspace read, String id) {
        var workspace = read.attributes().withId(id).isPresent() ? read : workspaces.open(read.id());
        return new Created(workspace, workspace.attributes().withId(id).orElseThrow(Rejected::notFound), true);
    }

    private static void checkFits(Workspace workspace) {
        var bytes = workspace.attributes()
                .inOrder()
                .stream()
                .mapToInt(definition -> definition.key().value().length() + ORDER_BYTES_PER_KEY)
                .sum();
        if (bytes > Limits.ATTRIBUTE_ORDER_BYTES_MAX) {
            throw Rejected.conflict("the list of attributes is full");
        }
    }

    private static void checkLabel(Workspace workspace, String label) {
        var folded = Wording.folded(label);
        var taken = BuiltInAttributes.ownerOfFoldedLabel(folded).isPresent() || workspace.attributes()
                .inOrder()
                .stream()
                .anyMatch(definition -> Wording.folded(definition.label()).equals(folded));
        if (taken) {
            throw labelTaken();
        }
    }

    private static boolean isTaken(Workspace workspace, AttributeKey key) {
        return BuiltInAttributes.withFoldedKey(key.folded()).isPresent()
                || workspace.attributes().find(key.value()).isPresent();
    }

    /// The key that the label suggests, or the first free one of those with a number behind it.
    private static AttributeKey derivedKey(Workspace workspace, String label, Set<String> refusedKeys) {
        var derived = AttributeKey.derivedFrom(label);
        var key = derived;
        for (int number = 2; isTaken(workspace, key) || refusedKeys.contains(key.folded()); number++) {
            var suffix = "_" + number;
            var kept = Math.min(derived.value().length(), Limits.ATTRIBUTE_KEY_CHARS_MAX - suffix.length());
            key = new AttributeKey(derived.value().substring(0, kept) + suffix);
        }
        return key;
    }

    private static Rejected keyTaken(AttributeKey key) {
        return Rejected.conflict("the key " + key.value() + " is taken, or values under it are still being cleared");
    }

    private static Rejected labelTaken() {
        return Rejected.conflict("the label is taken, or values under it are still being cleared");
    }
}
