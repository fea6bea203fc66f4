package kartei.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import kartei.domain.Plan;
import kartei.testkit.OpenApi;
import kartei.testkit.OpenApi.Operation;
import kartei.testkit.Project;

import static org.assertj.core.api.Assertions.assertThat;

/// The API reference is what `openapi.yaml` says. When that changes, the failure shows the page as it would have to be.
class ApiDocTest {
    /// Every route may answer these; what they mean stands once on the page.
    private static final Set<Integer> ANYWHERE = Set.of(304, 400, 401, 403, 404, 413, 415, 429, 500, 503);
    private static final List<String> ROLES = List.of("admin", "agent", "connector");
    private static final String BEGIN = "<!-- generated -->\n";

    private final OpenApi api = OpenApi.ofProject();

    @Test
    void hasEveryRouteAsTheDescriptionHasIt() {
        var page = Project.text("docs/api.md");
        var generated = api.tags()
                .entrySet()
                .stream()
                .map(tag -> section(tag.getKey(), tag.getValue()))
                .collect(Collectors.joining("\n"));

        assertThat(page.substring(page.indexOf(BEGIN) + BEGIN.length()))
                .as("docs/api.md would have to say, from its mark on:%n%s", generated)
                .isEqualTo(generated);
    }

    @Test
    void belongsToOnePartEach() {
        assertThat(api.operations()).allSatisfy(operation -> assertThat(api.tags()).containsKey(operation.tag()));
    }

    private String section(String tag, String description) {
        var lines = new ArrayList<>(List.of("## " + tag, "", description + ".", "",
                "| route | who | feature of the plan | answers | what |", "|---|---|---|---|---|"));
        api.operations()
                .stream()
                .filter(operation -> operation.tag().equals(tag))
                .map(ApiDocTest::row)
                .forEach(lines::add);
        return String.join("\n", lines) + "\n";
    }

    private static String row(Operation operation) {
        return "| `%s` | %s | %s | %s | %s |".formatted(operation, callers(operation),
                operation.feature().map("`%s`"::formatted).orElse(""), answers(operation), operation.summary());
    }

    private static String callers(Operation operation) {
        var roles = ROLES.stream().filter(operation.roles()::contains).collect(Collectors.joining(", "));
        var scope = operation.scope().map(" with `%s`"::formatted).orElse("");
        return operation.takesToken() ? roles + scope : "no token";
    }

    private static String answers(Operation operation) {
        return operation.statuses()
                .stream()
                .filter(status -> !ANYWHERE.contains(status))
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
    }

    /// The words that the page says of plans.
    @Test
    void namesTheFeaturesOfEachPlan() {
        var page = Project.text("docs/api.md");

        assertThat(Stream.of(Plan.values())).allSatisfy(plan -> {
            var features = plan.features().stream().map(feature -> "`" + feature.word() + "`").toList();
            assertThat(page).contains("| " + plan.word() + " | " + String.join(" ", features) + " |");
        });
    }
}
