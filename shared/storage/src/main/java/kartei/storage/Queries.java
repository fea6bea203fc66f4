package kartei.storage;

import java.util.Optional;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

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
}
