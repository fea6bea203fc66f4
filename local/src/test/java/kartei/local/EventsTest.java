package kartei.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import kartei.local.Sources.Source;
import kartei.testkit.Project;
import kartei.testkit.Template;

import software.amazon.event.ruler.Ruler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/// R12: the files of `events/`, which `sam local invoke` sends and each function's own tests take. Every route and every
/// stream has some, and none is of a function or route that is not there.
class EventsTest {
    private final Template template = Project.template();

    @Test
    void R12_everyFolderIsAFunctionsAndEveryFunctionHasOne() {
        var folders = files("events/[^/]+/[^/]+\\.json").map(file -> file.path().split("/", -1)[1])
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(folders).as("folders with events, and functions")
                .isEqualTo(template.functions()
                        .stream()
                        .map(EventsTest::folder)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void R12_everyRouteHasAnEventAndEveryEventIsOfARoute() {
        for (var function : template.functions()) {
            var sent = of(function).filter(file -> json(file).has("routeKey"))
                    .map(file -> json(file).get("routeKey").asText())
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(sent).as(function.logicalId() + ": routeKey of its events, and its routes in template.yaml")
                    .isEqualTo(function.routes()
                            .stream()
                            .map(EventsTest::key)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    /// The gateway sends a path that fits the route, its variables, and claims exactly where it has checked a token.
    @Test
    void R12_everyRequestIsOneThatTheGatewaySends() {
        var wrong = new ArrayList<String>();
        for (var function : template.functions()) {
            for (var route : function.routes()) {
                of(function).filter(file -> json(file).path("routeKey").asText().equals(key(route)))
                        .filter(file -> !isSentBy(route, json(file)))
                        .forEach(file -> wrong.add(file.path()));
            }
        }

        assertThat(wrong).as("path, method, variables or claims that the gateway would not send").isEmpty();
    }

    private static boolean isSentBy(Template.Route route, JsonNode event) {
        var http = event.at("/requestContext/http");
        var claims = event.at("/requestContext/authorizer/jwt/claims");
        if (route.authorized() == claims.isMissingNode()) {
            return false;
        }
        var fits = http.path("method").asText().equals(route.method())
                && event.path("rawPath").asText().matches(route.path().replaceAll("\\{[^}]+}", "[^/]+"))
                && route.path().split("\\{", -1).length - 1 == event.path("pathParameters").size();
        return fits || route.isDefault();
    }

    @Test
    void R12_everyRecordIsOneThatTheMappingLetsThrough() {
        var stopped = new ArrayList<String>();
        for (var function : template.functions()) {
            for (var mapping : function.streams()) {
                assertThat(of(function)).as(function.logicalId() + " has events of its stream").isNotEmpty();
                of(function).forEach(file -> json(file).path("Records").forEach(record -> {
                    if (mapping.patterns().stream().noneMatch(pattern -> matches(record.toString(), pattern))) {
                        stopped.add(file.path() + ": " + record.at("/dynamodb/Keys"));
                    }
                }));
                assertThat(of(function))
                        .allSatisfy(file -> assertThat(json(file).path("Records").size()).as(file.path()).isPositive());
            }
        }

        assertThat(stopped).as("records that the filter of template.yaml stops").isEmpty();
    }

    @Test
    void R12_everyFileOfMetaComesInByAHook() {
        var bodies = of(template.function("InboxFunction")).map(file -> json(file).path("body").asText()).toList();

        assertThat(files("events/inbox/meta/.*\\.json")).as("bodies that Meta sends").isNotEmpty();
        assertThat(files("events/inbox/meta/.*\\.json").filter(file -> !bodies.contains(file.text())))
                .as("files that are not the body of an event of a hook")
                .isEmpty();
    }

    private static Stream<Source> files(String paths) {
        return Sources.all(path -> path.matches(paths)).stream();
    }

    private static Stream<Source> of(Template.Function function) {
        return files("events/" + folder(function) + "/[^/]+\\.json");
    }

    /// `ContactEditFunction` has its events in `contact-edit`.
    private static String folder(Template.Function function) {
        return function.logicalId()
                .replaceAll("Function$", "")
                .replaceAll("(?<=.)([A-Z])", "-$1")
                .toLowerCase(Locale.ROOT);
    }

    private static String key(Template.Route route) {
        return route.isDefault() ? "$default" : route.method() + " " + route.path();
    }

    private static JsonNode json(Source file) {
        try {
            return JsonTrees.read(file.text().getBytes(UTF_8));
        } catch (IOException e) {
            throw new AssertionError(file.path() + " is not JSON", e);
        }
    }

    private static boolean matches(String json, String pattern) {
        try {
            return Ruler.matchesRule(json, pattern);
        } catch (Exception e) { // Ruler declares nothing narrower
            throw new AssertionError("no pattern: " + pattern, e);
        }
    }
}
