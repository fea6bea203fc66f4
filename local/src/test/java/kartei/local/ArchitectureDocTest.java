package kartei.local;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import kartei.testkit.Project;
import kartei.testkit.Template;

import static org.assertj.core.api.Assertions.assertThat;

/// The page about the house shows every function that is deployed and every decision, and the glossary has the words of the
/// product.
class ArchitectureDocTest {
    private static final Pattern ROW = Pattern.compile("^\\| ([a-z-]+) (?:\\|[^|]*){3}\\|$", Pattern.MULTILINE);

    private final String page = Project.text("docs/architecture.md");

    @Test
    void hasEveryFunctionInItsTableAndInItsPicture() {
        var functions = Project.template().functions().stream().map(ArchitectureDocTest::name).toList();
        var picture = page.substring(page.indexOf("```mermaid"), page.indexOf("\n```\n"));
        var rows = ROW.matcher(page).results().map((MatchResult row) -> row.group(1)).toList();

        assertThat(rows).contains("attribute-admin")
                .filteredOn(row -> !row.equals("function"))
                .containsExactlyInAnyOrderElementsOf(functions);
        assertThat(functions).allSatisfy(function -> assertThat(picture).contains("[" + function + "]"));
    }

    /// `attribute-admin` for `AttributeAdminFunction`.
    private static String name(Template.Function function) {
        return function.logicalId()
                .replaceAll("Function$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    @Test
    void namesEveryDecision() {
        assertThat(Sources.all(path -> path.startsWith("docs/decisions/"))
                .stream()
                .map(decision -> decision.path().replace("docs/", ""))
                .filter(decision -> !page.contains("(" + decision + ")"))).as("not in the list of decisions").isEmpty();
    }

    @Test
    void isReachedFromTheReadmeLikeEachFolderOfFunctions() {
        var readme = Project.text("README.md");

        assertThat(readme).contains("(docs/architecture.md)", "(docs/api.md)", "(docs/operating.md)");
        assertThat(Sources.all(path -> path.matches("functions/[^/]+/pom\\.xml")))
                .allSatisfy(folder -> assertThat(readme).contains("(" + folder.path().replace("/pom.xml", "") + ")"));
    }

    @Test
    void hasTheWordsOfTheProductInItsGlossary() {
        var words = List.of("workspace", "plan", "user", "connector", "medium", "channel", "contact", "person",
                "attribute", "standard attribute", "platform attribute", "custom attribute", "conversation",
                "contact group", "score", "write-back", "erasure", "export", "queue", "team", "matching attribute",
                "link", "access bundle", "hint", "receipt", "snapshot", "virtual agent");

        assertThat(words)
                .allSatisfy(word -> assertThat(Project.text("docs/glossary.md")).contains("\n| " + word + " |"));
    }
}
