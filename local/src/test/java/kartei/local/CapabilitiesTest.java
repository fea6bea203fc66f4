package kartei.local;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import kartei.local.Sources.Source;
import kartei.testkit.Project;

import static org.assertj.core.api.Assertions.assertThat;

/// R13: what the README says works is named by a test, and what the product is to do is either there or said not to be built.
class CapabilitiesTest {
    /// The product's capabilities are counted from 1.
    private static final int LAST = 51;
    private static final Pattern NUMBERS = Pattern.compile("\\bS(\\d{1,2})(?:[-\u2013]S(\\d{1,2}))?\\b");
    private static final Pattern NOT_BUILT = Pattern.compile("(?s)Not built yet:(.*?)(\\. |\\.\\R|\\R\\R)");

    private final String readme = Project.text("README.md");

    @Test
    void R13_everyCapabilityIsInTheTableOrNotBuiltYet() {
        var told = new TreeSet<>(inTheTable());
        told.addAll(notBuilt());

        assertThat(IntStream.rangeClosed(1, LAST).boxed().filter(number -> !told.contains(number)))
                .as("numbers that are neither in the README's table nor in its sentence \"Not built yet\"")
                .isEmpty();
        assertThat(told.last()).as("the last number that there is").isEqualTo(LAST);
    }

    @Test
    void R13_noCapabilityIsBoth() {
        assertThat(inTheTable().stream().filter(notBuilt()::contains))
                .as("numbers in the README's table that are said not to be built")
                .isEmpty();
    }

    @Test
    void R13_everyCapabilityThatWorksIsNamedByATest() {
        var named = Sources.java()
                .stream()
                .filter(source -> source.isTest() && !source.name().equals("CapabilitiesTest.java"))
                .map(Source::text)
                .flatMap(CapabilitiesTest::numbers)
                .collect(Collectors.toSet());

        assertThat(inTheTable().stream().filter(number -> !named.contains(number)))
                .as("capabilities that the README says work, and no test names")
                .isEmpty();
    }

    private Set<Integer> inTheTable() {
        return readme.lines()
                .filter(line -> line.startsWith("| S"))
                .map(line -> line.split("\\|", -1)[1])
                .flatMap(CapabilitiesTest::numbers)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Integer> notBuilt() {
        return NOT_BUILT.matcher(readme).results().flatMap(found -> numbers(found.group(1))).toList();
    }

    /// Every number in a text; a range has all from its first to its last.
    private static Stream<Integer> numbers(String text) {
        return NUMBERS.matcher(text).results().flatMap(found -> {
            var first = Integer.parseInt(found.group(1));
            var last = found.group(2) == null ? first : Integer.parseInt(found.group(2));
            return IntStream.rangeClosed(first, last).boxed();
        });
    }
}
