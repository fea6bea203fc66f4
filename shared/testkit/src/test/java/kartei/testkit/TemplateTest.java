package kartei.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import kartei.testkit.Template.KeySchema;
import kartei.testkit.Template.Route;
import org.junit.jupiter.api.Test;

/// What the project's own template comes to on one machine.
class TemplateTest {
    private static final Path FILE = Path.of("../../template.yaml");
    private static final Map<String, String> PARAMETERS = Map.of("TokenIssuer", "http://127.0.0.1:8080");

    private final Template template = Template.read(FILE, PARAMETERS);

    @Test
    void readsTheTableWithItsIndexes() {
        var table = template.table();

        assertThat(table.key()).isEqualTo(new KeySchema("PK", "SK"));
        assertThat(table.ttlAttribute()).contains("ttl");
        assertThat(table.streamView()).contains("NEW_AND_OLD_IMAGES");
        assertThat(table.indexes()).extracting(Template.Index::name)
                .containsExactly("Directory", "Recent", "Queue", "Work");
        assertThat(table.indexes()).extracting(Template.Index::projection)
                .containsExactly("ALL", "KEYS_ONLY", "ALL", "ALL");
        assertThat(table.attributeTypes()).containsEntry("QueSK", "S").hasSize(10);
    }

    @Test
    void readsBucketsKeyAndQueue() {
        assertThat(template.buckets()).extracting(Template.Bucket::logicalId)
                .containsExactly("AttachmentsBucket", "ReportsBucket", "LedgerBucket");
        assertThat(template.keys()).extracting(Template.Key::name).containsExactly("DataKey", "ReceiptKey");
        assertThat(template.keys()).extracting(key -> key.spec().toString())
                .containsExactly("SYMMETRIC_DEFAULT", "ECC_NIST_P256");
        assertThat(template.queues()).extracting(Template.Queue::name).containsExactly("UnhandledChanges");
    }

    @Test
    void readsWhoseTokensTheApiTakes() {
        assertThat(template.api().issuer()).isEqualTo("http://127.0.0.1:8080");
        assertThat(template.api().audiences()).containsExactly("kartei");
    }

    @Test
    void readsWhatReachesAFunction() {
        var admin = template.function("AttributeAdminFunction");

        assertThat(admin.name()).isEqualTo("local-attribute-admin");
        assertThat(admin.handler()).isEqualTo("kartei.function.attributeadmin.AttributeAdminHandler");
        assertThat(admin.timeout()).isEqualTo(Duration.ofSeconds(25));
        assertThat(admin.routes()).contains(new Route("PATCH", "/v1/attributes/{key}", true),
                new Route("ANY", "$default", false));
        assertThat(template.function("InboxFunction").routes())
                .contains(new Route("POST", "/hooks/{workspace}/{channelId}/meta", false));
    }

    @Test
    void readsHowTheStreamReachesAFunction() {
        var mapping = template.function("VipRoutingFunction").streams().getFirst();

        assertThat(mapping.name()).isEqualTo("VipRoutingFunctionContactChanged");
        assertThat(mapping.patterns()).hasSize(1);
        assertThat(mapping.batchSize()).isEqualTo(100);
        assertThat(mapping.bisect()).isTrue();
        assertThat(mapping.reportsFailures()).isTrue();
        assertThat(mapping.retriesMax()).isEqualTo(10);
        assertThat(mapping.recordAgeMax()).isEqualTo(Duration.ofHours(1));
        assertThat(mapping.onFailureQueue()).contains("UnhandledChanges");
    }

    @Test
    void readsTheStateMachineWithTheFunctionsThatItCalls() {
        var machine = template.stateMachines().getFirst();

        var slices = template.functions()
                .stream()
                .filter(function -> function.logicalId().endsWith("SlicesFunction"))
                .map(Template.Function::aliasArn)
                .toList();

        assertThat(machine.definition()).contains(slices).doesNotContain("${");
        assertThat(machine.statements())
                .anySatisfy(statement -> assertThat(statement.resources()).containsExactlyInAnyOrderElementsOf(slices));
    }

    @Test
    void readsThePipeThatStartsIt() {
        var pipe = template.pipes().getFirst();

        assertThat(pipe.target()).isEqualTo(template.stateMachines().getFirst().arn());
        assertThat(pipe.mapping().batchSize()).isEqualTo(1);
        assertThat(pipe.mapping().onFailureQueue()).contains("UnhandledChanges");
        assertThat(pipe.inputTemplate()).as("an execution's history lives 90 days")
                .isEqualTo("{\"ws\": <$.dynamodb.NewImage.ws.S>, \"kind\": <$.dynamodb.NewImage.kind.S>,"
                        + " \"id\": <$.dynamodb.NewImage.id.S>}");
    }

    @Test
    void letsTheStreamHaveTwoReaders() {
        var readers = template.functions().stream().flatMap(function -> function.streams().stream());

        assertThat(readers.map(Template.StreamMapping::name)).containsExactly("VipRoutingFunctionContactChanged");
        assertThat(template.pipes()).hasSize(1);
    }

    @Test
    void readsWhatCallsAFunctionByTheClock() {
        var schedule = template.function("SweepJobsFunction").schedules().getFirst();

        assertThat(schedule.every()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void leavesOutWhatIsAbsentOnAws() {
        assertThat(template.function("InboxFunction").variables()).containsEntry("TABLE_NAME", "Table")
                .containsEntry("ATTACHMENTS_BUCKET", "AttachmentsBucket")
                .containsEntry("TOKEN_KEYS_URL", "")
                .doesNotContainKeys("AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_KMS");
    }

    @Test
    void callsThingsAsItIsTold() {
        var named = Template.read(FILE, PARAMETERS, Map.of("Table", "one-of-many"));
        var function = named.function("VipRoutingFunction");

        assertThat(named.table().name()).isEqualTo("one-of-many");
        assertThat(function.variables()).containsEntry("TABLE_NAME", "one-of-many");
        assertThat(function.statements().getFirst().resources())
                .containsExactly("arn:aws:dynamodb:us-east-1:000000000000:table/one-of-many");
    }

    @Test
    void readsWhatAFunctionMayDo() {
        var reads = template.function("VipRoutingFunction").statements().getFirst();

        assertThat(reads.effect()).isEqualTo("Allow");
        assertThat(reads.actions()).contains("dynamodb:Query").doesNotContain("dynamodb:Scan");
        assertThat(reads.conditions()).containsEntry("ForAllValues:StringLike",
                Map.of("dynamodb:LeadingKeys", List.of("WSP#*", "DEF#*", "CON#*")));
    }
}
