package kartei.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import kartei.local.Sources.Source;
import kartei.testkit.Project;
import kartei.testkit.Template;

import static org.assertj.core.api.Assertions.assertThat;

/// A16: what the sources and pages of the project look like. Each finding says where, the name of the test says the rule, its
/// description what to do instead.
class TidyTest {
    private static final int METHOD_LINES_MAX = 30;
    /// A table of cases is one thing, however long.
    private static final int TEST_LINES_MAX = 60;
    private static final int TYPE_LINES_MAX = 200;
    private static final int PARAMETERS_MAX = 6;

    /// What is longer, for a reason that is better than the rule.
    private static final Map<String, String> LONG = Map.of("Keys", "all shapes of keys in one place", "JsonReader",
            "a whole grammar", "Body", "one method for each kind of member", "Limits", "all bounds in one place");

    /// Where a `#` in a text is not a part of a key.
    private static final Map<String, String> OTHER_HASHES = Map.of("Files.java", "a character of media types",
            "RequestBody.java", "a character of media types", "PhoneNumbers.java", "begins an extension",
            "Placeholders.java", "begins a placeholder of an expression");

    private static final Set<String> HIDING = Set.of("Util", "Utils", "Helper", "Manager", "Service", "Impl", "DTO",
            "Dto", "Base", "Common", "Data", "Info");

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern TEST_NAME = Pattern.compile("`(\\w+Test)`");
    private static final Pattern ARTIFACT = Pattern
            .compile("<dependency><groupId>([^<]+)</groupId><artifactId>([^<]+)</artifactId><version>");

    private static final List<Source> JAVA = Sources.java();
    private static final Syntax SYNTAX = Syntax.of(JAVA);

    // ---- names ----

    @Test
    void noNameHidesTheNounThatIsMissing() {
        assertThat(SYNTAX.types()
                .stream()
                .filter(type -> HIDING.stream().anyMatch(type.name()::endsWith))
                .map(type -> type.at() + ": " + type.name())).as("find the noun or verb: no " + HIDING).isEmpty();
    }

    @Test
    void testsAreSentences() {
        assertThat(SYNTAX.methods()
                .stream()
                .filter(method -> method.source().isTest())
                .filter(method -> method.name().matches("(should|test)[A-Z].*"))
                .map(method -> method.at() + ": " + method.name())).as("the name completes \"it ...\"").isEmpty();
    }

    @Test
    void aFunctionsPackageAndEventsAreNamedLikeItsFolder() {
        var modules = JAVA.stream()
                .filter(Source::isDeployed)
                .filter(source -> source.path().startsWith("functions/"))
                .filter(source -> {
                    var parts = source.path().split("/", -1);
                    return !parts[7].equals(parts[1].replace("-", ""));
                })
                .map(Source::path);

        assertThat(modules).as("functions/contact-edit holds kartei.function.contactedit").isEmpty();
    }

    // ---- sizes ----

    @Test
    void methodsAreShort() {
        assertThat(SYNTAX.methods()
                .stream()
                .filter(method -> method.lines() > (method.source().isTest() ? TEST_LINES_MAX : METHOD_LINES_MAX))
                .map(method -> method.at() + ": " + method.name() + " has " + method.lines() + " lines"))
                .as("split it: a method has at most " + METHOD_LINES_MAX + " lines")
                .isEmpty();
    }

    @Test
    void methodsTakeFewParameters() {
        assertThat(SYNTAX.methods()
                .stream()
                .filter(method -> method.source().isDeployed() && !method.name().equals("<init>"))
                .filter(method -> method.parameters() > PARAMETERS_MAX)
                .map(method -> method.at() + ": " + method.name() + " takes " + method.parameters()))
                .as("make a record of them: at most " + PARAMETERS_MAX)
                .isEmpty();
    }

    @Test
    void typesAreShort() {
        assertThat(SYNTAX.types()
                .stream()
                .filter(type -> !type.source().isTest() && type.lines() > TYPE_LINES_MAX)
                .filter(type -> !LONG.containsKey(type.name()))
                .map(type -> type.at() + ": " + type.name() + " has " + type.lines() + " lines"))
                .as("split it: a type has at most " + TYPE_LINES_MAX + " lines")
                .isEmpty();
    }

    @Test
    void exceptionsAreStillNeeded() {
        var longTypes = SYNTAX.types()
                .stream()
                .filter(type -> type.lines() > TYPE_LINES_MAX && !type.source().isTest())
                .map(Syntax.Type::name);
        var hashes = keyTexts(source -> true).map(text -> text.source().name());

        assertThat(LONG.keySet()).as("take it off the list").isSubsetOf(longTypes.toList());
        assertThat(OTHER_HASHES.keySet()).as("take it off the list").isSubsetOf(hashes.toList());
    }

    // ---- words ----

    @Test
    void everyTypeSaysWhatItIs() {
        assertThat(SYNTAX.types()
                .stream()
                .filter(type -> type.isTop() && !type.hasComment() && !type.name().endsWith("Test"))
                .map(type -> type.at() + ": " + type.name())).as("one /// sentence: what it is").isEmpty();
    }

    @Test
    void everyPackageHasItsSignpost() {
        var packages = JAVA.stream()
                .filter(source -> !source.isTest())
                .map(source -> source.path().substring(0, source.path().lastIndexOf('/')))
                .distinct()
                .filter(folder -> !Sources.exists(folder + "/package-info.java"));

        assertThat(packages).as("a package-info.java: what is in here, @NullMarked").isEmpty();
    }

    @Test
    void nothingIsLeftForLater() {
        var left = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b.*");

        assertThat(Sources.all(path -> path.matches(".*\\.(java|md|yaml|xml|toml|json)|kartei"))
                .stream()
                .flatMap(source -> source.findings(left))).as("do it, or file an issue").isEmpty();
    }

    // ---- one place for each thing ----

    @Test
    void onlyKeysKnowsTheShapeOfKeys() {
        assertThat(keyTexts(source -> !OTHER_HASHES.containsKey(source.name())).map(Syntax.Text::at))
                .as("a key is made by kartei.storage.Keys")
                .isEmpty();
    }

    private static Stream<Syntax.Text> keyTexts(Predicate<Source> sources) {
        return SYNTAX.texts()
                .stream()
                .filter(text -> text.value().contains("#"))
                .filter(text -> text.source().isDeployed() && !text.source().name().equals("Keys.java"))
                .filter(text -> sources.test(text.source()));
    }

    @Test
    void timeChanceAndPatienceComeFromTheWorld() {
        var asks = Pattern.compile("System\\.(currentTimeMillis|nanoTime|getenv)\\(|(Instant|LocalDate\\w*)\\.now\\(\\)"
                + "|Math\\.random\\(|UUID\\.randomUUID\\(|new (Random|SecureRandom)\\(\\)|ThreadLocalRandom");

        assertThat(JAVA.stream()
                .filter(source -> source.path().matches("(shared/(domain|storage|api)|functions)/.*"))
                .filter(source -> !source.name().equals("Environment.java"))
                .flatMap(source -> source.findings(asks))).as("ask the World, or in a test a StillClock").isEmpty();
    }

    @Test
    void nobodySleeps() {
        var sleeps = Pattern.compile("Thread\\.sleep\\(|(SECONDS|TimeUnit)\\.\\w*\\.?sleep\\(");

        assertThat(JAVA.stream()
                .filter(source -> !source.name().equals("Pause.java") && !source.name().equals("TidyTest.java"))
                .flatMap(source -> source.findings(sleeps))).as("wait for what happens, not for a time").isEmpty();
    }

    @Test
    void nobodyPrintsWhatLogsShouldHold() {
        var prints = Pattern.compile("System\\.(out|err)\\.|printStackTrace\\(");

        assertThat(JAVA.stream().filter(Source::isDeployed).flatMap(source -> source.findings(prints)))
                .as("log it with keys and values, at the edge")
                .isEmpty();
    }

    // ---- rights ----

    /// R14: nobody but the tests compares a call with the policy of the function that makes it.
    @Test
    void R14_everyFunctionsTestsCompareItsCallsWithItsRights() {
        var unguarded = Project.template().functions().stream().filter(function -> {
            var module = function.codeUri().replaceAll("/target/.*", "/src/test/");
            var tests = JAVA.stream().filter(source -> source.path().startsWith(module)).toList();
            return tests.stream().noneMatch(test -> test.text().contains("new RightsGuard("))
                    || tests.stream().noneMatch(test -> test.text().contains("\"" + function.logicalId() + "\""));
        });

        assertThat(unguarded.map(Template.Function::logicalId))
                .as("give the clients of its handler a RightsGuard of this function, in its module's tests")
                .isEmpty();
    }

    /// R14: a handler on clients that nobody watches would do what it may not.
    @Test
    void R14_aHandlerUnderTestIsMadeWhereItsGuardIs() {
        var made = Pattern.compile("new \\w+Handler\\([^)].*");

        assertThat(JAVA.stream()
                .filter(source -> source.path().matches("functions/.*/src/test/.*"))
                .filter(source -> !source.text().contains("new RightsGuard("))
                .flatMap(source -> source.findings(made))
                .filter(found -> !found.matches(".*\\.world\\(\"\\w+Function\".*")))
                .as("ask the desk of the module for it, or for a world with a guard")
                .isEmpty();
    }

    // ---- versions ----

    @Test
    void versionsStandInTheRootPomOnly() {
        var version = Pattern.compile("<version>(?!1\\.0-SNAPSHOT<).*");

        assertThat(
                Sources.all(path -> path.matches(".+/pom\\.xml")).stream().flatMap(source -> source.findings(version)))
                .as("the version belongs into the root pom")
                .isEmpty();
    }

    @Test
    void everyDependencyHasItsReason() {
        var page = only("docs/decisions/dependencies.md");
        var managed = ARTIFACT.matcher(only("pom.xml").text())
                .results()
                .filter(found -> !found.group(1).equals("kartei"))
                .toList();

        assertThat(managed.stream()
                .filter(found -> !page.text().contains("`" + found.group(2) + "`")
                        && !page.text().contains("`" + found.group(1) + ":" + found.group(2) + "`"))
                .map(found -> found.group(1) + ":" + found.group(2))).as("a line in " + page.path() + ": why this one")
                .isEmpty();
        assertThat(rows(page).map(row -> row.split("\\|", -1)[1])
                .flatMap(cell -> Pattern.compile("`([^`]+)`").matcher(cell).results().map(found -> found.group(1)))
                .filter(name -> managed.stream().noneMatch(found -> name.endsWith(found.group(2)))))
                .as("no longer in pom.xml")
                .isEmpty();
    }

    private static Stream<String> rows(Source page) {
        return page.text().lines().filter(line -> line.startsWith("| ") && !line.startsWith("| artifact"));
    }

    private static Source only(String path) {
        return Sources.all(path::equals).getFirst();
    }

    // ---- pages ----

    @Test
    void everyPageHasOneTitle() {
        assertThat(pages()).allSatisfy(page -> assertThat(
                page.text().replaceAll("(?s)```.*?```", "").lines().filter(line -> line.startsWith("# ")))
                .as(page.path() + ": one title")
                .hasSize(1));
    }

    @Test
    void everyLinkLeadsSomewhere() {
        var broken = new ArrayList<String>();
        for (var page : pages()) {
            LINK.matcher(page.text())
                    .results()
                    .filter(link -> !link.group(1).matches("(https?|mailto):.*") && !leads(page, link.group(1)))
                    .forEach(link -> broken.add(page.at(link.start()) + ": " + link.group(1)));
        }

        assertThat(broken).as("links to what is not there").isEmpty();
    }

    private static boolean leads(Source page, String link) {
        var parts = link.split("#", 2);
        var path = parts[0].isEmpty() ? page.path() : page.resolved(parts[0]);
        return Sources.exists(path) && (parts.length == 1 || headings(path).contains(parts[1]));
    }

    private static Set<String> headings(String path) {
        return only(path).text()
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .map(line -> line.replaceAll("[^\\w\\s-]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    @Test
    void everyTestThatAPageNamesIsThere() {
        var names = SYNTAX.types().stream().map(Syntax.Type::name).collect(Collectors.toCollection(TreeSet::new));

        assertThat(pages().stream()
                .flatMap(page -> page.findings(TEST_NAME))
                .filter(found -> !names.contains(found.replaceAll("^.*`(\\w+)`$", "$1")))
                .filter(found -> !found.endsWith("`NameTest`"))).as("a test that is not there").isEmpty();
    }

    @Test
    void everyRuleHasItsNumberOnce() {
        var numbers = rows(only("docs/rules.md")).map(row -> row.split("\\|", -1)[1].strip()).toList();

        assertThat(numbers).doesNotHaveDuplicates();
        assertThat(SYNTAX.methods()
                .stream()
                .filter(method -> method.source().isTest() && method.name().matches("[RA]\\d+_.*"))
                .filter(method -> !numbers.contains(method.name().replaceAll("_.*", "")))
                .map(method -> method.at() + ": " + method.name())).as("a rule that docs/rules.md does not have")
                .isEmpty();
    }

    private static List<Source> pages() {
        return Sources.all(path -> path.endsWith(".md"));
    }
}
