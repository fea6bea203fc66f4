package kartei.local.engine;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import kartei.local.StartFailure;
import kartei.testkit.TableRequest;
import kartei.testkit.Template;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;

/// The table, buckets and keys of the template, made unless they are there.
public final class Resources {
    private final Template template;
    private final Engines engines;
    private final DynamoDbClient dynamo;

    public Resources(Template template, Engines engines, DynamoDbClient dynamo) {
        this.template = template;
        this.engines = engines;
        this.dynamo = dynamo;
    }

    /// Makes what is missing, and tells the ARN of the table's stream.
    ///
    /// @param madeBefore whether everything was made in this folder once, and so must be there
    /// @throws StartFailure when the table or the keys are gone, or the table was made from another template
    public String make(boolean madeBefore) {
        template.buckets().forEach(bucket -> engines.buckets().makeBucket(bucket.name()));
        if (madeBefore && !engines.keys().hasKeys()) {
            throw new StartFailure("the data folder is damaged: the keys are gone from it");
        }
        template.keys().forEach(key -> engines.keys().makeKey(key.name(), key.spec()));
        var there = described();
        if (there.isEmpty() && madeBefore) {
            throw new StartFailure("the data folder is damaged: the table is gone from it");
        }
        there.ifPresent(this::requireSame);
        return there.orElseGet(this::made).latestStreamArn();
    }

    private Optional<TableDescription> described() {
        try {
            return Optional.of(dynamo.describeTable(request -> request.tableName(name())).table());
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    private TableDescription made() {
        var table = dynamo.createTable(TableRequest.of(template.table(), name())).tableDescription();
        template.table().ttlAttribute().ifPresent(this::expireBy);
        return table;
    }

    private void expireBy(String attribute) {
        var ttl = TimeToLiveSpecification.builder().attributeName(attribute).enabled(true).build();
        dynamo.updateTimeToLive(request -> request.tableName(name()).timeToLiveSpecification(ttl));
    }

    private void requireSame(TableDescription there) {
        var indexes = there.globalSecondaryIndexes()
                .stream()
                .collect(Collectors.toMap(index -> index.indexName(), index -> keys(index.keySchema())));
        var wanted = template.table()
                .indexes()
                .stream()
                .collect(Collectors.toMap(Template.Index::name, index -> keys(index.key())));
        if (!indexes.equals(wanted) || !keys(there.keySchema()).equals(keys(template.table().key()))) {
            throw new StartFailure("the data folder's table was made from another template; start with another --data");
        }
    }

    private static Set<String> keys(Iterable<KeySchemaElement> schema) {
        var names = new HashSet<String>();
        schema.forEach(key -> names.add(key.keyTypeAsString() + " " + key.attributeName()));
        return names;
    }

    private static Set<String> keys(Template.KeySchema schema) {
        return Set.of("HASH " + schema.partition(), "RANGE " + schema.sort());
    }

    private String name() {
        return template.table().name();
    }
}
