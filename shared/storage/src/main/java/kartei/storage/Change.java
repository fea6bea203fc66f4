package kartei.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// A change to some fields of one item; makes the item when there is none, unless a condition forbids it.
public final class Change {
    private final Key key;
    private final Placeholders placeholders = new Placeholders();
    private final List<String> sets = new ArrayList<>();
    private final List<String> removes = new ArrayList<>();
    private final List<String> adds = new ArrayList<>();
    private final List<String> deletes = new ArrayList<>();
    private Optional<Condition> condition = Optional.empty();

    private Change(Key key) {
        this.key = key;
    }

    public static Change at(Key key) {
        return new Change(key);
    }

    /// What makes the later item of the earlier one, which lies under the same key: only the fields that differ, so that
    /// fields which the noun does not know stay as they are.
    static Change between(Item earlier, Item later) {
        var change = new Change(later.key());
        later.fields()
                .entrySet()
                .stream()
                .filter(field -> !field.getValue().equals(earlier.fields().get(field.getKey())))
                .forEach(field -> change.set(field.getKey(), field.getValue()));
        earlier.fields().keySet().stream().filter(name -> !later.fields().containsKey(name)).forEach(change::remove);
        return change;
    }

    public Change set(List<String> path, AttributeValue value) {
        sets.add(placeholders.path(path) + " = " + placeholders.value(value));
        return this;
    }

    public Change set(String name, AttributeValue value) {
        return set(List.of(name), value);
    }

    public Change text(String name, String value) {
        return set(name, AttributeValue.fromS(value));
    }

    public Change number(String name, long value) {
        return set(name, AttributeValue.fromN(Long.toString(value)));
    }

    public Change flag(String name, boolean value) {
        return set(name, AttributeValue.fromBool(value));
    }

    public Change time(String name, Instant value) {
        return text(name, Times.text(value));
    }

    public Change texts(String name, List<String> values) {
        return set(name, StoredTexts.of(values));
    }

    /// Sets the field, or removes it when there is no value.
    public Change textOrNone(String name, Optional<String> value) {
        return value.map(present -> text(name, present)).orElseGet(() -> remove(name));
    }

    public Change setIfMissing(String name, AttributeValue value) {
        var field = placeholders.name(name);
        sets.add(field + " = if_not_exists(" + field + ", " + placeholders.value(value) + ")");
        return this;
    }

    /// Appends to a list, which is `otherwise` when it is not there yet.
    public Change append(String name, List<String> elements, List<String> otherwise) {
        var field = placeholders.name(name);
        sets.add(field + " = list_append(if_not_exists(" + field + ", " + placeholders.value(StoredTexts.of(otherwise))
                + "), " + placeholders.value(StoredTexts.of(elements)) + ")");
        return this;
    }

    public Change add(String name, long amount) {
        adds.add(placeholders.name(name) + " " + placeholders.value(AttributeValue.fromN(Long.toString(amount))));
        return this;
    }

    /// Puts elements into a set, which is made when it is not there.
    public Change addTo(String name, Collection<String> elements) {
        adds.add(placeholders.name(name) + " " + placeholders.value(AttributeValue.fromSs(List.copyOf(elements))));
        return this;
    }

    /// Takes elements out of a set.
    public Change deleteFrom(String name, Collection<String> elements) {
        deletes.add(placeholders.name(name) + " " + placeholders.value(AttributeValue.fromSs(List.copyOf(elements))));
        return this;
    }

    public Change remove(String... path) {
        removes.add(placeholders.path(List.of(path)));
        return this;
    }

    public Change indexed(Index index, Key indexKey) {
        return text(index.partitionField(), indexKey.pk()).text(index.sortField(), indexKey.sk());
    }

    public Change notIndexed(Index index) {
        return remove(index.partitionField()).remove(index.sortField());
    }

    public Change onlyIf(Condition condition) {
        this.condition = Optional.of(condition);
        return this;
    }

    /// As a part of a transaction.
    public Action action() {
        var update = Update.builder().key(key.fields());
        condition.ifPresent(held -> update.conditionExpression(held.render(placeholders))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
        update.updateExpression(expression()).expressionAttributeNames(placeholders.names());
        if (!placeholders.values().isEmpty()) {
            update.expressionAttributeValues(placeholders.values());
        }
        return new Action(key, TransactWriteItem.builder().update(update.build()).build());
    }

    /// As a write of its own.
    UpdateItemRequest on(String tableName) {
        var update = UpdateItemRequest.builder().tableName(tableName).key(key.fields());
        condition.ifPresent(held -> update.conditionExpression(held.render(placeholders)));
        update.updateExpression(expression()).expressionAttributeNames(placeholders.names());
        if (!placeholders.values().isEmpty()) {
            update.expressionAttributeValues(placeholders.values());
        }
        return update.build();
    }

    private String expression() {
        return clause("SET ", sets) + clause("REMOVE ", removes) + clause("ADD ", adds) + clause("DELETE ", deletes);
    }

    private static String clause(String keyword, List<String> parts) {
        return parts.isEmpty() ? "" : keyword + String.join(", ", parts) + " ";
    }
}
