package kartei.testkit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Object;

/// A table and a bucket of one test's own, the table as `template.yaml` has it.
///
/// Its TTL is left out: the engine would delete what is out of date by the machine's time, under a test whose clock
/// says something else. Its stream is off until somebody asks for it: DynamoDB Local looks through the streams of all tables that
/// there ever were with every write, so that a test would be slower the later it runs.
public final class TestTable implements AutoCloseable {
    private static final int ITEMS_PER_PAGE = 1000;

    private final Stack stack;
    private final CreateTableRequest definition;

    private TestTable(Stack stack, CreateTableRequest definition) {
        this.stack = stack;
        this.definition = definition;
    }

    /// Makes an empty table and bucket under a name that nobody else has.
    public static TestTable on(Stack stack, Template.Table definition) {
        var name = "kartei-test-" + UUID.randomUUID();
        var request = TableRequest.of(definition, name);
        if (!isActive(stack,
                request.copy(silent -> silent.streamSpecification(stream -> stream.streamEnabled(false))))) {
            stack.dynamo().waiter().waitUntilTableExists(describe -> describe.tableName(name));
        }
        stack.buckets().make(name);
        return new TestTable(stack, request);
    }

    /// LocalStack starts its engine at the first call: the SDK gives up waiting, asks again, and hears that the table is there.
    private static boolean isActive(Stack stack, CreateTableRequest request) {
        try {
            return stack.dynamo().createTable(request).tableDescription().tableStatus() == TableStatus.ACTIVE;
        } catch (ResourceInUseException madeByTheFirstTry) {
            return false;
        }
    }

    /// The table in the `template.yaml` of this project, found from the working folder upwards.
    public static Template.Table definition() {
        return Project.template().table();
    }

    public String name() {
        return definition.tableName();
    }

    public String bucket() {
        return name();
    }

    /// Turns the table's stream on, as `template.yaml` has it: what is written from now on is in it. The stream's ARN.
    public String stream() {
        dynamo().updateTable(update -> update.tableName(name()).streamSpecification(definition.streamSpecification()));
        dynamo().waiter().waitUntilTableExists(describe -> describe.tableName(name()));
        return dynamo().describeTable(describe -> describe.tableName(name())).table().latestStreamArn();
    }

    /// Turns the table's stream off again.
    public void noStream() {
        dynamo().updateTable(update -> update.tableName(name()).streamSpecification(off -> off.streamEnabled(false)));
        dynamo().waiter().waitUntilTableExists(describe -> describe.tableName(name()));
    }

    public Stack stack() {
        return stack;
    }

    /// A client that nobody watches or breaks.
    public DynamoDbClient dynamo() {
        return stack.dynamo();
    }

    /// What a function needs in its environment to work on this table and this bucket.
    public Map<String, String> variables() {
        var variables = new TreeMap<>(stack.endpoints().variables());
        variables.put("TABLE_NAME", name());
        variables.put("ATTACHMENTS_BUCKET", bucket());
        variables.put("REPORTS_BUCKET", bucket());
        variables.put("LEDGER_BUCKET", bucket());
        variables.put("DATA_KEY_ID", stack.dataKey());
        variables.put("RECEIPT_KEY_ID", stack.receiptKey());
        variables.put("TOKEN_ISSUER", Project.ISSUER);
        variables.put("TOKEN_AUDIENCE", "kartei");
        variables.put("TOKEN_KEYS_URL", "");
        variables.put("WORKSPACE_CLAIM", "workspace");
        variables.put("ROLE_CLAIM", "role");
        return variables;
    }

    /// Every item of the table.
    public List<Map<String, AttributeValue>> items() {
        return items(_ -> true);
    }

    /// The items that are wanted; the table may be larger than memory.
    public List<Map<String, AttributeValue>> items(Predicate<Map<String, AttributeValue>> wanted) {
        return items(ScanRequest.builder(), wanted);
    }

    /// Every entry of an index.
    public List<Map<String, AttributeValue>> entries(String index) {
        return items(ScanRequest.builder().indexName(index), _ -> true);
    }

    private List<Map<String, AttributeValue>> items(
            ScanRequest.Builder scan,
            Predicate<Map<String, AttributeValue>> wanted) {
        return dynamo().scanPaginator(scan.tableName(name()).limit(ITEMS_PER_PAGE).build())
                .stream()
                .map(ScanResponse::items)
                .flatMap(List::stream)
                .filter(wanted)
                .toList();
    }

    /// The keys of every object in the bucket.
    public List<String> objects() {
        return stack.s3()
                .listObjectsV2Paginator(ListObjectsV2Request.builder().bucket(bucket()).build())
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }

    @Override
    public void close() {
        dynamo().deleteTable(table -> table.tableName(name()));
        stack.buckets().drop(bucket());
    }
}
