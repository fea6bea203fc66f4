package kartei.storage;

import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// One write of a transaction. Compared by identity: `ConditionFailed` is asked for it.
public final class Action {
    private final Key key;
    private final TransactWriteItem item;

    Action(Key key, TransactWriteItem item) {
        this.key = key;
        this.item = item;
    }

    public static Action put(Item item) {
        return new Action(item.key(),
                TransactWriteItem.builder().put(Put.builder().item(item.fields()).build()).build());
    }

    public static Action put(Item item, Condition condition) {
        var placeholders = new Placeholders();
        var put = Put.builder()
                .item(item.fields())
                .conditionExpression(condition.render(placeholders))
                .expressionAttributeNames(placeholders.names())
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        if (!placeholders.values().isEmpty()) {
            put.expressionAttributeValues(placeholders.values());
        }
        return new Action(item.key(), TransactWriteItem.builder().put(put.build()).build());
    }

    public static Action delete(Key key) {
        return new Action(key, TransactWriteItem.builder().delete(Delete.builder().key(key.fields()).build()).build());
    }

    public static Action delete(Key key, Condition condition) {
        var placeholders = new Placeholders();
        var delete = Delete.builder()
                .key(key.fields())
                .conditionExpression(condition.render(placeholders))
                .expressionAttributeNames(placeholders.names())
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        if (!placeholders.values().isEmpty()) {
            delete.expressionAttributeValues(placeholders.values());
        }
        return new Action(key, TransactWriteItem.builder().delete(delete.build()).build());
    }

    public static Action check(Key key, Condition condition) {
        var placeholders = new Placeholders();
        var check = ConditionCheck.builder()
                .key(key.fields())
                .conditionExpression(condition.render(placeholders))
                .expressionAttributeNames(placeholders.names())
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        if (!placeholders.values().isEmpty()) {
            check.expressionAttributeValues(placeholders.values());
        }
        return new Action(key, TransactWriteItem.builder().conditionCheck(check.build()).build());
    }

    Key key() {
        return key;
    }

    TransactWriteItem on(String tableName) {
        var builder = item.toBuilder();
        if (item.put() != null) {
            builder.put(item.put().toBuilder().tableName(tableName).build());
        } else if (item.update() != null) {
            builder.update(item.update().toBuilder().tableName(tableName).build());
        } else if (item.delete() != null) {
            builder.delete(item.delete().toBuilder().tableName(tableName).build());
        } else {
            builder.conditionCheck(item.conditionCheck().toBuilder().tableName(tableName).build());
        }
        return builder.build();
    }
}
