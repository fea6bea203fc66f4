package kartei.testkit;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import kartei.testkit.Template.Index;
import kartei.testkit.Template.Table;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// What a call to DynamoDB wants to do: each item of a batch or transaction with its partition key.
final class DynamoAccess {
    private static final Pattern EQUALITY = Pattern.compile("([#\\w]+)\\s*=\\s*(:\\w+)");

    private final Table table;

    DynamoAccess(Table table) {
        this.table = table;
    }

    List<Access> of(DynamoDbRequest request) {
        return switch (request) {
            case GetItemRequest get -> List.of(item("GetItem", get.tableName(), get.key()));
            case PutItemRequest put -> List.of(item("PutItem", put.tableName(), put.item()));
            case UpdateItemRequest update -> List.of(item("UpdateItem", update.tableName(), update.key()));
            case DeleteItemRequest delete -> List.of(item("DeleteItem", delete.tableName(), delete.key()));
            case QueryRequest query -> List.of(query(query));
            case ScanRequest scan -> List.of(Access.items("Scan", scan.tableName(), List.of()));
            case BatchGetItemRequest batch -> batch.requestItems()
                    .entrySet()
                    .stream()
                    .map(reads -> Access.items("BatchGetItem", reads.getKey(),
                            reads.getValue().keys().stream().map(this::partition).toList()))
                    .toList();
            case BatchWriteItemRequest batch -> batch.requestItems()
                    .entrySet()
                    .stream()
                    .map(writes -> Access.items("BatchWriteItem", writes.getKey(),
                            writes.getValue().stream().map(this::written).toList()))
                    .toList();
            case TransactGetItemsRequest reads -> reads.transactItems()
                    .stream()
                    .map(read -> item("GetItem", read.get().tableName(), read.get().key()))
                    .toList();
            case TransactWriteItemsRequest writes -> writes.transactItems().stream().map(this::action).toList();
            default -> throw CallAccess.unknown(request);
        };
    }

    private Access action(TransactWriteItem action) {
        if (action.put() != null) {
            return item("PutItem", action.put().tableName(), action.put().item());
        }
        if (action.update() != null) {
            return item("UpdateItem", action.update().tableName(), action.update().key());
        }
        if (action.delete() != null) {
            return item("DeleteItem", action.delete().tableName(), action.delete().key());
        }
        return item("ConditionCheckItem", action.conditionCheck().tableName(), action.conditionCheck().key());
    }

    private String written(WriteRequest write) {
        return partition(write.putRequest() == null ? write.deleteRequest().key() : write.putRequest().item());
    }

    private Access item(String action, String tableName, Map<String, AttributeValue> fields) {
        return Access.items(action, tableName, List.of(partition(fields)));
    }

    private String partition(Map<String, AttributeValue> fields) {
        var value = fields.get(table.key().partition());
        return value == null ? "" : value.s();
    }

    private Access query(QueryRequest query) {
        if (query.indexName() == null) {
            return Access.items("Query", query.tableName(), List.of(queried(query, table.key().partition())));
        }
        var partition = table.indexes()
                .stream()
                .filter(index -> index.name().equals(query.indexName()))
                .findFirst()
                .map(Index::key)
                .map(Template.KeySchema::partition)
                .orElse("");
        return Access.index(query.tableName(), query.indexName(), queried(query, partition));
    }

    /// The partition key's value that a query's condition names; empty, and so of no kind, when it names none.
    private static String queried(QueryRequest query, String partition) {
        return equalities(query).filter(equality -> name(query, equality.group(1)).equals(partition))
                .findFirst()
                .map(equality -> query.expressionAttributeValues().get(equality.group(2)))
                .map(AttributeValue::s)
                .orElse("");
    }

    private static Stream<MatchResult> equalities(QueryRequest query) {
        return EQUALITY.matcher(query.keyConditionExpression()).results();
    }

    private static String name(QueryRequest query, String written) {
        return query.expressionAttributeNames().getOrDefault(written, written);
    }
}
