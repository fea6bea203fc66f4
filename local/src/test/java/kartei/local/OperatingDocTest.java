package kartei.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import kartei.testkit.Project;
import kartei.testkit.Template;

import static org.assertj.core.api.Assertions.assertThat;

/// What the page for operators names is there, and its template of a restored stack follows from the one that is deployed.
class OperatingDocTest {
    private static final Pattern INVOKE = Pattern.compile("sam remote invoke (\\w+) --stack-name \\$STACK (.*)");
    private static final Pattern EVENT = Pattern.compile("--event-file (\\S+)");
    private static final Pattern RESOURCE = Pattern.compile("\\$\\(id (\\w+)\\)|`id (\\w+)`");
    private static final Pattern OUTPUT = Pattern.compile("\\$\\(out (\\w+)\\)");
    private static final Pattern DERIVED = Pattern.compile("```sh\n( *awk -v name.*?)```", Pattern.DOTALL);
    private static final String ARN = "arn:aws:dynamodb:eu-central-1:123456789012:table/kartei-restored";
    private static final String STREAM = ARN + "/stream/2026-11-23T12:00:00.000";

    private final String page = Project.text("docs/operating.md");
    private final String template = Project.text("template.yaml");

    @Test
    void callsByHandWhatIsDeployedWithEventsThatAreThere() {
        var functions = Project.template().functions().stream().map(Template.Function::logicalId).toList();
        var machines = Project.template().stateMachines().stream().map(Template.StateMachine::logicalId).toList();
        var calls = INVOKE.matcher(page).results().toList();

        assertThat(calls).hasSizeGreaterThan(5).allSatisfy(call -> {
            assertThat(functions.contains(call.group(1)) || machines.contains(call.group(1))).as(call.group()).isTrue();
            EVENT.matcher(call.group(2))
                    .results()
                    .forEach(event -> assertThat(Path.of("..", event.group(1))).isRegularFile());
            assertThat(call.group(2)).matches(".*(--event-file \\S+ --parameter Qualifier=live|--event '.*')");
        });
    }

    @Test
    void namesResourcesAndOutputsOfTheTemplate() {
        var resources = RESOURCE.matcher(page)
                .results()
                .map(found -> found.group().replaceAll("^.*id (\\w+).*$", "$1"))
                .collect(Collectors.toSet());

        assertThat(resources).contains("Table", "UnhandledChanges", "LedgerBucket")
                .allSatisfy(name -> assertThat(template).contains("\n  " + name + ":\n    Type: AWS::"));
        assertThat(OUTPUT.matcher(page).results().map(found -> found.group(1))).isNotEmpty()
                .allSatisfy(name -> assertThat(template.substring(template.indexOf("\nOutputs:")))
                        .contains("\n  " + name + ":\n"));
    }

    @Test
    void derivesATemplateThatNamesARestoredTableWhereverTheTableStood(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("template.yaml"), template);

        run(folder, DERIVED.matcher(page).results().findFirst().orElseThrow().group(1));

        var derived = Files.readString(folder.resolve("restored.yaml"));
        assertThat(derived).doesNotContainPattern("!(Ref|GetAtt) Table\\b|\\$\\{Table[.}]|AWS::DynamoDB::Table\\b");
        assertThat(count(derived, STREAM)).isEqualTo(count(template, "!GetAtt Table.StreamArn"));
        assertThat(count(derived, ARN) - count(derived, STREAM))
                .isEqualTo(count(template, "!GetAtt Table.Arn") + count(template, "${Table.Arn}"));
        assertThat(derived).contains("TABLE_NAME: kartei-restored\n", "Name: !Sub ${AWS::StackName}-jobs-restored\n");
        assertThat(names(derived)).isEqualTo(names(template).stream().filter(name -> !name.equals("Table")).toList());
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    /// All names two spaces in: parameters, resources, outputs.
    private static List<String> names(String yaml) {
        return Pattern.compile("^  (\\w+):$", Pattern.MULTILINE)
                .matcher(yaml)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static void run(Path folder, String script) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("sh", "-e", "-c", script).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(Map.of("RESTORED", "kartei-restored", "ARN", ARN, "STREAM", STREAM));
        var shell = builder.start();
        var said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(shell.exitValue()).as(said).isZero();
    }
}
