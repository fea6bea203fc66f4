package kartei.storage;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import kartei.domain.Attempt;
import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.Rejection;
import kartei.domain.WorkspaceId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// First answers to POSTs with an Idempotency-Key, kept 24 hours: the status and the ids of what was made, never the text of
/// the answer. A record is a part of the transaction that it stands for.
public final class Idempotency {
    private static final String BODY = "body";
    private static final String STATUS = "status";
    private static final String IDS = "ids";

    private final Table table;
    private final WorkspaceKeys keys;

    public Idempotency(Table table, WorkspaceKeys keys) {
        this.table = table;
        this.keys = keys;
    }

    /// What the first attempt was answered with.
    public record Earlier(int status, Map<String, String> ids) {}

    public Key keyOf(WorkspaceId ws, Attempt attempt) {
        return Keys.idempotency(ws, keys.hash(ws, "idempotency", attempt.principal(), attempt.route(), attempt.key()));
    }

    /// The earlier answer to this attempt, if there is one that has not expired.
    ///
    /// @throws Rejected `idempotency-mismatch` when the earlier one had another body
    public Optional<Earlier> find(WorkspaceId ws, Attempt attempt, Instant now) {
        return read(ws, attempt, table.get(keyOf(ws, attempt)), now);
    }

    /// The same of an item that the caller has read already.
    public Optional<Earlier> read(WorkspaceId ws, Attempt attempt, Optional<Item> item, Instant now) {
        var live = item.filter(held -> held.number(Fields.TTL) > now.getEpochSecond());
        live.filter(held -> !held.text(BODY).equals(body(ws, attempt))).ifPresent(other -> {
            throw new Rejected(new Rejection.IdempotencyMismatch());
        });
        return live.map(held -> new Earlier(Math.toIntExact(held.number(STATUS)),
                held.map(IDS)
                        .entrySet()
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().s()))));
    }

    /// Records the answer; fails when another attempt with the key was first.
    public Action record(WorkspaceId ws, Attempt attempt, Earlier answer, Instant now) {
        var ids = answer.ids()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> AttributeValue.fromS(entry.getValue())));
        var item = Item.at(keyOf(ws, attempt))
                .text(BODY, body(ws, attempt))
                .number(STATUS, answer.status())
                .with(IDS, AttributeValue.fromM(ids))
                .number(Fields.TTL, now.plus(Limits.IDEMPOTENCY_KEPT).getEpochSecond());
        return Action.put(item,
                Condition.any(Condition.absent(), Condition.below(Fields.TTL, now.getEpochSecond() + 1)));
    }

    private String body(WorkspaceId ws, Attempt attempt) {
        return keys.hash(ws, "idempotent-body", attempt.canonicalBody());
    }
}
