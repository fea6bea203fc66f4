package kartei.storage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.Select;

/// Questions for a range of a partition, of the table or of one of its indexes.
final class Queries {
    private Queries() {}

    /// Consistent, where it can be: an index is always behind.
    static QueryRequest.Builder of(String table, Optional<Index> index, String pk, Range range, boolean ascending) {
        var placeholders = new Placeholders();
        var condition = placeholders.name(index.map(Index::partitionField).orElse(Fields.PK)) + " = "
                + placeholders.value(AttributeValue.fromS(pk))
                + range.render(index.map(Index::sortField).orElse(Fields.SK), placeholders);
        var request = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression(condition)
                .expressionAttributeNames(placeholders.names())
                .expressionAttributeValues(placeholders.values())
                .scanIndexForward(ascending)
                .consistentRead(index.isEmpty());
        index.ifPresent(held -> request.indexName(held.indexName()));
        return request;
    }

    /// The same, of each item these fields beside its key.
    static QueryRequest.Builder fields(String table, String pk, Range range, List<String> fields) {
        var placeholders = new Placeholders();
        var condition = placeholders.name(Fields.PK) + " = " + placeholders.value(AttributeValue.fromS(pk))
                + range.render(Fields.SK, placeholders);
        var wanted = Stream.concat(Stream.of(Fields.PK, Fields.SK), fields.stream()).map(placeholders::name).toList();
        return QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression(condition)
                .projectionExpression(String.join(", ", wanted))
                .expressionAttributeNames(placeholders.names())
                .expressionAttributeValues(placeholders.values())
                .consistentRead(true);
    }

    /// For the entries of an index's partition that lie under this sort key in the table itself.
    static QueryRequest.Builder at(String table, Index index, String pk, String sk) {
        var placeholders = new Placeholders();
        return QueryRequest.builder()
                .tableName(table)
                .indexName(index.indexName())
                .keyConditionExpression(placeholders.name(index.partitionField()) + " = "
                        + placeholders.value(AttributeValue.fromS(pk)))
                .filterExpression(placeholders.name(Fields.SK) + " = " + placeholders.value(AttributeValue.fromS(sk)))
                .expressionAttributeNames(placeholders.names())
                .expressionAttributeValues(placeholders.values());
    }

    /// How many items answer the question, in as many calls as it takes; from `enough` on they are not counted further.
    static long counted(DynamoDbClient dynamo, QueryRequest.Builder question, long enough) {
        return counted(dynamo, question, enough, Integer.MAX_VALUE).items();
    }

    /// How many items were counted, and whether there are more.
    record Count(long items, boolean more) {}

    /// The same in at most so many calls.
    static Count counted(DynamoDbClient dynamo, QueryRequest.Builder question, long enough, int calls) {
        var request = question.select(Select.COUNT);
        var counted = 0L;
        Map<String, AttributeValue> start = Map.of();
        var called = 0;
        do {
            if (!start.isEmpty()) {
                request.exclusiveStartKey(start);
            }
            var next = request.build();
            var response = Table.unlessThrottled(() -> dynamo.query(next));
            counted += response.count();
            start = response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : Map.of();
        } while (!start.isEmpty() && counted < enough && ++called < calls);
        return new Count(counted, !start.isEmpty());
    }
}
