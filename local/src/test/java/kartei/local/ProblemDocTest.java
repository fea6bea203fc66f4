package kartei.local;

import java.util.Arrays;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import kartei.testkit.OpenApi;
import kartei.testkit.Project;

import static org.assertj.core.api.Assertions.assertThat;

/// Every problem that an answer can name has its heading on the page, which says with which status, why, and what to do.
class ProblemDocTest {
    private static final Pattern NAMED = Pattern.compile("(?:answer|body)\\(\\s*\"([a-z-]+)\"");

    private final TreeMap<String, String> sections = new TreeMap<>();

    ProblemDocTest() {
        Arrays.stream(Project.text("docs/problems.md").split("\n## ", -1))
                .skip(1)
                .map(section -> section.split("\n", 2))
                .forEach(section -> sections.put(section[0], section[1]));
    }

    @Test
    void hasAHeadingForEachProblemOfTheDescription() {
        assertThat(sections.keySet()).containsExactlyInAnyOrderElementsOf(OpenApi.ofProject().problems());
    }

    @Test
    void hasAHeadingForEachProblemOfTheCode() {
        var code = Project.text("shared/api/src/main/java/kartei/api/http/Problem.java");
        var named = NAMED.matcher(code).results().map(found -> found.group(1)).distinct().toList();

        assertThat(named).hasSizeGreaterThan(10);
        assertThat(sections.keySet()).containsExactlyInAnyOrderElementsOf(named);
    }

    @Test
    void saysWithWhichStatusWhyAndWhatToDo() {
        assertThat(sections).allSatisfy((name, text) -> assertThat(text).as(name)
                .matches("(?s)\\s*\\*\\*\\d{3}.*")
                .contains("*Why:*", "*What to do:*"));
    }
}
