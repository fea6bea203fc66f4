package kartei.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import kartei.api.Environment;
import kartei.api.World;
import kartei.api.http.HttpFunction;
import kartei.api.http.Route;
import kartei.domain.Feature;
import kartei.domain.Role;
import kartei.domain.Scope;
import kartei.testkit.OpenApi;
import kartei.testkit.OpenApi.Operation;
import kartei.testkit.Project;
import kartei.testkit.Template;
import org.junit.jupiter.api.Test;

/// The description of the HTTP API, what is deployed and what is in the code are the same routes, for the same callers.
class OpenApiTest {
    private final OpenApi api = OpenApi.ofProject();
    private final Template template = Project.template();

    @Test
    void describesWhatTheGatewaySendsOn() {
        var sent = template.functions()
                .stream()
                .flatMap(function -> function.routes().stream())
                .filter(route -> !route.isDefault())
                .collect(Collectors.toMap(route -> route.method() + " " + route.path(), Template.Route::authorized));

        assertThat(api.operations().stream().collect(Collectors.toMap(Operation::toString, Operation::takesToken)))
                .isEqualTo(sent);
    }

    @Test
    void hasEveryRouteInTheFunctionThatTheGatewaySendsItTo() {
        assertThat(httpFunctions()).hasSize(6).allSatisfy(function -> {
            var sent = function.routes().stream().map(OpenApiTest::keyOf).toList();
            assertThat(routesOf(function)).extracting(Route::key).containsExactlyInAnyOrderElementsOf(sent);
        });
    }

    @Test
    void saysWhoMayCallWhatAsTheCodeChecksIt() {
        var checked = httpFunctions().stream()
                .flatMap(function -> routesOf(function).stream())
                .filter(route -> !route.key().equals("$default"))
                .collect(Collectors.toMap(Route::key, OpenApiTest::callersOf));

        assertThat(api.operations().stream().collect(Collectors.toMap(Operation::toString, OpenApiTest::callersOf)))
                .isEqualTo(checked);
    }

    @Test
    void namesEveryOperationOnce() {
        assertThat(api.operations()).extracting(Operation::id).doesNotHaveDuplicates();
        assertThat(api.operations()).allSatisfy(
                operation -> assertThat(operation.capabilities()).isNotEmpty().allMatch(s -> s.matches("S\\d{1,2}")));
    }

    /// Who may call a route: the feature that the plan must have, the roles, the scope of a connector.
    private record Callers(Optional<String> feature, Set<String> roles, Optional<String> scope) {}

    private static Callers callersOf(Route route) {
        var access = route.access();
        return new Callers(access.feature().map(Feature::word),
                access.roles().stream().map(Role::word).collect(Collectors.toSet()), access.scope().map(Scope::word));
    }

    private static Callers callersOf(Operation operation) {
        return new Callers(operation.feature(), operation.roles(), operation.scope());
    }

    private List<Template.Function> httpFunctions() {
        return template.functions().stream().filter(function -> !function.routes().isEmpty()).toList();
    }

    private static String keyOf(Template.Route route) {
        return route.isDefault() ? "$default" : route.method() + " " + route.path();
    }

    private static List<Route> routesOf(Template.Function function) {
        var variables = new HashMap<>(function.variables());
        variables.put("AWS_REGION", "us-east-1");
        var world = World.of(Environment.of(variables), InstantSource.system());
        try {
            var handler = Class.forName(function.handler()).getConstructor(World.class).newInstance(world);
            return ((HttpFunction) handler).routes();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no handler of " + function.logicalId(), e);
        }
    }
}
