package kartei.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;

import com.github.f4b6a3.ulid.Ulid;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.Project;
import kartei.testkit.Template;
import kartei.testkit.TestTable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("A function that is restored from its snapshot")
class SnapStartTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    @TempDir
    Path folder;

    private final TestTable table;
    private final Wire wire;

    SnapStartTest(TestTable table) throws IOException {
        this.table = table;
        this.wire = new Wire(table.stack().endpoints().dynamo());
    }

    @AfterEach
    void close() throws IOException {
        wire.close();
    }

    private SnapStarted started(String logicalId) throws IOException {
        return started(logicalId, true);
    }

    private SnapStarted started(String logicalId, boolean hooks) throws IOException {
        var function = Project.template(table)
                .functions()
                .stream()
                .filter(one -> one.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow();
        var environment = new TreeMap<>(table.variables());
        environment.keySet().removeIf(name -> name.matches("AWS_(ACCESS|SECRET|SESSION).*"));
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", wire.from().toString());
        environment.put("POWERTOOLS_SERVICE_NAME", logicalId);
        environment.put("POWERTOOLS_METRICS_NAMESPACE", "kartei");
        return new SnapStarted(Files.createTempDirectory(folder, "env"), zip(function), function.handler(), hooks,
                environment);
    }

    private static Path zip(Template.Function function) {
        return Project.file(function.codeUri());
    }

    private static byte[] event(String file) {
        return Project.text("events/" + file + ".json").getBytes(UTF_8);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            AttributeAdminFunction,  attribute-admin/list-attributes
            InboxFunction,           inbox/list-conversations
            ContactEditFunction,     contact-edit/list
            RoutingAdminFunction,    routing-admin/list-groups
            ContactExportFunction,   contact-export/exports
            ContactDeletionFunction, contact-deletion/read-privacy
            """)
    void answersOnNewConnectionsWithNewCredentialsByWhatWasLoadedBefore(String logicalId, String event)
            throws Exception {
        try (var function = started(logicalId)) {
            function.untilCheckpoint();
            assertThat(function.log()).contains("\"message\":\"primed\"").doesNotContain("could not be primed");
            assertThat(wire.signers()).containsExactly("BEFORE");
            var before = function.classes();
            assertThat(before).as("classes of its own before").isGreaterThan(1_000);
            wire.cut();

            function.restore();

            assertThat(function.invoke(event(event))).contains("\"statusCode\":200");
            assertThat(wire.signers()).contains("AFTER");
            assertThat(function.classes() - before).as("classes of its own that the first answer still loads")
                    .isLessThan(60);
        }
    }

    /// What a first answer loads and takes.
    private record First(long classes, Duration cpu) {}

    private First first(boolean hooks) throws Exception {
        try (var function = started("ContactEditFunction", hooks)) {
            function.untilCheckpoint();
            var classes = function.classes();
            var cpu = function.cpu();
            wire.cut();
            function.restore();
            assertThat(function.invoke(event("contact-edit/list"))).contains("\"statusCode\":200");
            return new First(function.classes() - classes, function.cpu().minus(cpu));
        }
    }

    @Test
    void sparesItsFirstCallerNineTenthsOfWhatIsLoaded() throws Exception {
        var primed = first(true);
        var unprimed = first(false);

        System.out.printf("first answer after a restore: %d classes, %d ms CPU; unprimed %d, %d ms%n", primed.classes(),
                primed.cpu().toMillis(), unprimed.classes(), unprimed.cpu().toMillis());
        assertThat(primed.classes()).isLessThan(unprimed.classes() / 10);
    }

    @Test
    void makesIdsFromRandomnessAndTimeOfItsOwn() throws Exception {
        try (var function = started("ContactExportFunction")) {
            function.untilCheckpoint();
            assertThat(function.instances("com.github.f4b6a3.ulid.UlidFactory")).isZero();
            var picture = Instant.now();
            wire.cut();

            function.restore();

            var answer = function.invoke(event("contact-export/begin-export"));
            assertThat(answer).contains("\"statusCode\":202");
            var id = answer.replaceFirst("(?s).*export-([0-9A-Z]{26}).*", "$1");
            assertThat(Ulid.from(id).getInstant()).isAfterOrEqualTo(picture.minusMillis(1));
            assertThat(function.instances("com.github.f4b6a3.ulid.UlidFactory")).isOne();
        }
    }

    /// Days may lie between the picture and what is made of it.
    @Test
    void livesInTheTimeInWhichItIsRestored() {
        try (var house = new House(table)) {
            assertThat(house.prime()).hasSizeGreaterThan(10).containsOnly(200);
            var restored = house.clock.advance(Duration.ofDays(40));

            var begun = house.call(caller -> caller.as("admin", "w1"), "POST", "/v1/exports",
                    "{\"type\": \"contact-attributes\", \"format\": \"csv\"}");

            assertThat(begun.status()).isEqualTo(202);
            assertThat(begun.at("/createdAt").map(Instant::parse)).contains(restored);
            assertThat(begun.at("/id").map(id -> Ulid.from(id.replace("export-", "")).getInstant())).contains(restored);
        }
    }
}
