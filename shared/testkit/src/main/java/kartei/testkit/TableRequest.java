package kartei.testkit;

import java.util.List;

import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;

/// The request that makes the template's table under a name: keys, indexes and stream. The TTL is not in it; it needs
/// a request of its own.
public final class TableRequest {
    private TableRequest() {}

    public static CreateTableRequest of(Template.Table table, String name) {
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(table.attributeTypes()
                        .entrySet()
                        .stream()
                        .map(field -> AttributeDefinition.builder()
                                .attributeName(field.getKey())
                                .attributeType(ScalarAttributeType.fromValue(field.getValue()))
                                .build())
                        .toList())
                .keySchema(keys(table.key()))
                .globalSecondaryIndexes(table.indexes().stream().map(TableRequest::index).toList())
                .streamSpecification(stream(table))
                .build();
    }

    private static GlobalSecondaryIndex index(Template.Index index) {
        return GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(keys(index.key()))
                .projection(projection -> projection.projectionType(index.projection()))
                .build();
    }

    private static List<KeySchemaElement> keys(Template.KeySchema schema) {
        return List.of(KeySchemaElement.builder().attributeName(schema.partition()).keyType(KeyType.HASH).build(),
                KeySchemaElement.builder().attributeName(schema.sort()).keyType(KeyType.RANGE).build());
    }

    private static StreamSpecification stream(Template.Table table) {
        var stream = StreamSpecification.builder().streamEnabled(table.streamView().isPresent());
        table.streamView().ifPresent(stream::streamViewType);
        return stream.build();
    }
}
