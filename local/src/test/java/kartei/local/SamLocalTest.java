package kartei.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import kartei.testkit.Project;
import kartei.testkit.Template;

import org.junit.jupiter.api.Test;

/// What `sam local` is told, in words and in files, is there: no Docker is needed to see that.
class SamLocalTest {
    private static final Pattern INVOKE = Pattern.compile("sam local invoke (\\w+) --event (\\S+)");
    private static final Pattern GIVEN = Pattern.compile("\"(\\w+)=([^\"]*)\"");
    private static final Pattern ENDPOINT = Pattern.compile("\"(AWS_\\w+)\": \"(http://host.docker.internal:\\d+)\"");
    private static final Pattern LINK = Pattern.compile("\\]\\((\\.\\./[^)#]*)");
    private static final Pattern OPTION = Pattern.compile("\\./kartei start((?: --[a-z-]+(?: [0-9.]+)?)+)");

    private final Template template = Project.template();
    private final String page = Project.text("docs/sam-local.md");
    private final String settings = Project.text("samconfig.toml");

    @Test
    void eachCommandNamesAFunctionAndAnEventOfIt() {
        var commands = found(INVOKE, page);

        assertThat(commands.keySet()).isEqualTo(functions());
        commands.forEach((function, event) -> assertThat(event).startsWith("events/" + folderOf(function) + "/")
                .satisfies(file -> assertThat(Path.of("..", file)).isRegularFile()));
    }

    @Test
    void eachFolderOfEventsIsThatOfAFunction() throws IOException {
        try (var folders = Files.list(Path.of("../events")).filter(Files::isDirectory)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(functions().stream().map(SamLocalTest::folderOf).toList());
        }
    }

    @Test
    void eachOptionOfTheStartIsOneAndEachLinkLeadsSomewhere() {
        var help = Project.text("kartei");

        assertThat(OPTION.matcher(page).results().flatMap(options -> Stream.of(options.group(1).split(" "))))
                .filteredOn(word -> word.startsWith("--"))
                .isNotEmpty()
                .allSatisfy(option -> assertThat(help).contains(option));
        assertThat(LINK.matcher(page).results().map(link -> Path.of("../docs", link.group(1)))).isNotEmpty()
                .allSatisfy(file -> assertThat(file).exists());
    }

    @Test
    void theParametersAreThoseOfTheTemplateAndTheIssuerIsTheOneThatIsStarted() {
        var sam = settings.substring(settings.indexOf("[default."));
        var lists = sam.split("\\[default\\.", -1);
        var given = found(GIVEN, lists[1]);

        assertThat(lists).as("invoke, start-lambda, start-api").hasSize(4);
        assertThat(List.of(lists).subList(1, 4)).allSatisfy(list -> assertThat(found(GIVEN, list)).isEqualTo(given));
        assertThat(given.keySet()).allSatisfy(
                name -> assertThat(Project.text("template.yaml")).contains("\n  " + name + ":\n    Type: String\n"));
        assertThat(given).containsEntry("TokenIssuer", "http://127.0.0.1:8080");
        assertThat(given.get("TokenKeysUrl")).endsWith(":8080/.well-known/jwks.json");
    }

    /// `sam local` sets no variable that the template does not name for the function.
    @Test
    void theEndpointsReachEveryFunctionThatHasSomethingThere() {
        var uses = Map.of("AWS_ENDPOINT_URL_DYNAMODB", Set.of("TABLE_NAME"), "AWS_ENDPOINT_URL_S3",
                Set.of("ATTACHMENTS_BUCKET", "REPORTS_BUCKET", "LEDGER_BUCKET"), "AWS_ENDPOINT_URL_KMS",
                Set.of("DATA_KEY_ID", "RECEIPT_KEY_ID"));
        var everywhere = section("Globals");

        assertThat(found(ENDPOINT, Project.text("events/env.json"))).containsOnlyKeys(uses.keySet());
        assertThat(template.functions()).allSatisfy(function -> uses.forEach((endpoint, use) -> {
            var named = everywhere + section("  " + function.logicalId());
            assertThat(named.contains(endpoint + ": !Ref AWS::NoValue")).as(function.logicalId() + " " + endpoint)
                    .isEqualTo(use.stream().anyMatch(function.variables()::containsKey));
        }));
    }

    /// The lines of the template below `name`, which stands on a line of its own, as far as they are indented more.
    private static String section(String name) {
        var lines = Project.text("template.yaml").lines().dropWhile(line -> !line.equals(name + ":")).skip(1);
        var deeper = " ".repeat(name.length() - name.strip().length() + 1);
        return lines.takeWhile(line -> line.isEmpty() || line.startsWith(deeper)).collect(Collectors.joining("\n"));
    }

    private Set<String> functions() {
        return template.functions().stream().map(Template.Function::logicalId).collect(Collectors.toSet());
    }

    /// `attribute-admin` for `AttributeAdminFunction`, as local/invoke-events has it the other way round.
    private static String folderOf(String function) {
        return function.replaceAll("Function$", "").replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> found(Pattern pairs, String text) {
        return pairs.matcher(text)
                .results()
                .collect(Collectors.toMap((MatchResult pair) -> pair.group(1), pair -> pair.group(2)));
    }
}
