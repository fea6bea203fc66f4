package kartei.local;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;

import kartei.api.Environment;
import kartei.api.World;
import kartei.api.http.HttpFunction;
import kartei.api.http.Route;
import kartei.api.stream.StreamFunction;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.Project;
import kartei.testkit.Template;
import kartei.testkit.TestTable;

import static org.assertj.core.api.Assertions.assertThat;

/// R11: what `template.yaml` deploys is what is in the code, in both directions: functions, routes, variables.
class TemplateTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final Template template = Project.template();

    @Test
    void R11_everyHandlerIsDeployedAndNothingElse() {
        var inTheCode = Rooms.classes()
                .stream()
                .filter(type -> type.isAssignableTo(RequestHandler.class))
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getName)
                .toList();

        var withOptions = Template.read(Path.of("../template.yaml"), Map.of("OwnUserPool", "true"));

        assertThat(withOptions.functions()).extracting(Template.Function::handler)
                .as("handlers in template.yaml, and classes in the code that are ones")
                .containsExactlyInAnyOrderElementsOf(inTheCode);
    }

    @Test
    void R11_everyFunctionIsReachedInTheWayItListens() {
        for (var function : template.functions()) {
            var type = handler(function);
            assertThat(type instanceof HttpFunction)
                    .as(function.logicalId() + " is behind HTTP, and has HttpApi events")
                    .isEqualTo(!function.routes().isEmpty());
            assertThat(type instanceof StreamFunction)
                    .as(function.logicalId() + " is on the stream, and has DynamoDB events")
                    .isEqualTo(!function.streams().isEmpty());
        }
    }

    @Test
    void R11_everyFunctionComesFromTheArchiveOfTheModuleThatHasItsHandler() {
        for (var function : template.functions()) {
            var module = function.codeUri().replaceAll("^functions/([^/]+)/.*$", "$1");
            var location = handler(function).getClass().getProtectionDomain().getCodeSource().getLocation().getPath();

            assertThat(function.codeUri()).as(function.logicalId() + ": CodeUri")
                    .isEqualTo("functions/" + module + "/target/kartei-" + module + ".zip");
            assertThat(location).as(function.logicalId() + ": where " + function.handler() + " is")
                    .contains("/functions/" + module + "/");
        }
    }

    @Test
    void R11_everyRouteIsAnEventOfItsFunctionWithTheAuthorizerWhereItTakesAToken() {
        for (var function : template.functions()) {
            if (handler(function) instanceof HttpFunction http) {
                assertThat(function.routes()).extracting(TemplateTest::described)
                        .as(function.logicalId() + ": events of template.yaml, and routes of the code")
                        .containsExactlyInAnyOrderElementsOf(
                                http.routes().stream().map(TemplateTest::described).toList());
            }
        }
    }

    private static String described(Template.Route route) {
        var key = route.isDefault() ? "$default" : route.method() + " " + route.path();
        return key + (route.authorized() ? " with a token" : " without a token");
    }

    private static String described(Route route) {
        return route.key() + (route.access().needsToken() ? " with a token" : " without a token");
    }

    /// Some variables are read late: the clients' at their first use, the keys' URL at the first token that no gateway checked.
    @Test
    void R11_everyFunctionReadsTheVariablesThatItIsGivenAndNoOthers(TestTable table) {
        try (var house = new House(table)) {
            new Journey(house).go();

            for (var function : template.functions()) {
                var read = new TreeSet<>(house.asked().getOrDefault(function.logicalId(), Set.of()));
                read.removeAll(House.OF_LAMBDA);
                assertThat(TemplateVariables.of(function))
                        .as(function.logicalId() + ": variables in template.yaml, and what the code reads")
                        .containsExactlyInAnyOrderElementsOf(read);
            }
        }
    }

    @Test
    void R11_theNamesOfVariablesAreFoundAsTheTemplateGivesThem() {
        assertThat(template.functions())
                .allSatisfy(function -> assertThat(TemplateVariables.missedIn(function)).isEmpty());
    }

    /// One value for all functions, or a change of the template would reach only some of them.
    @Test
    void R11_aVariableHasOneValue() {
        var values = new TreeMap<String, Set<String>>();
        for (var function : template.functions()) {
            function.variables()
                    .forEach((name, value) -> values.computeIfAbsent(name, _ -> new TreeSet<>()).add(value));
        }

        assertThat(values).allSatisfy((_, given) -> assertThat(given).hasSize(1));
    }

    /// N24: an action is written out, and what a policy allows on the table it allows for named partitions only.
    @Test
    void everyRightIsWrittenOut() {
        var wide = new ArrayList<String>();
        for (var function : template.functions()) {
            for (var statement : function.statements()) {
                statement.actions()
                        .stream()
                        .filter(action -> action.contains("*") || action.equals("dynamodb:Scan"))
                        .forEach(action -> wide.add(function.logicalId() + " may " + action));
                if (isOnItems(statement) && !statement.conditions().toString().contains("dynamodb:LeadingKeys")) {
                    wide.add(function.logicalId() + " may " + statement.actions() + " in every partition");
                }
            }
        }

        assertThat(wide).isEmpty();
    }

    private static boolean isOnItems(Template.Statement statement) {
        return statement.actions().stream().anyMatch(action -> action.matches("dynamodb:.*(Item|Query)"));
    }

    private static Object handler(Template.Function function) {
        var variables = new HashMap<>(function.variables());
        variables.put("AWS_REGION", "us-east-1");
        try {
            return Class.forName(function.handler())
                    .getConstructor(World.class)
                    .newInstance(World.of(Environment.of(variables), InstantSource.system()));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(function.logicalId() + ": no handler " + function.handler() + " can be made", e);
        }
    }
}
