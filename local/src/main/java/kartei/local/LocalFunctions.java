package kartei.local;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import kartei.api.Clients;
import kartei.api.Environment;
import kartei.api.Ids;
import kartei.api.Pause;
import kartei.api.World;
import kartei.local.gateway.Route;
import kartei.local.lambda.LocalFunction;
import kartei.local.stream.StreamMapping;
import kartei.local.stream.StreamSource;
import kartei.testkit.Template;

import software.amazon.awssdk.http.SdkHttpClient;

/// The template's functions, started, each in the environment that the template gives it.
record LocalFunctions(Map<Template.Function, LocalFunction> functions) {

    static LocalFunctions start(
            Template template,
            Map<String, String> endpoints,
            SdkHttpClient http,
            LocalState state,
            Parts parts) {
        var started = new LinkedHashMap<Template.Function, LocalFunction>();
        for (var function : template.functions()) {
            var worlds = worlds(environment(function, endpoints), http, state.clock());
            started.put(function, parts.add(new LocalFunction(function, worlds, state.activity(), state.machine())));
        }
        return new LocalFunctions(started);
    }

    List<Route> routes() {
        return functions.entrySet()
                .stream()
                .flatMap(entry -> entry.getKey()
                        .routes()
                        .stream()
                        .map(route -> new Route(route.method(), route.path(), route.authorized(), entry.getValue())))
                .toList();
    }

    List<StreamMapping> mappings(StreamSource source, LocalState state) {
        return functions.entrySet()
                .stream()
                .flatMap(entry -> entry.getKey()
                        .streams()
                        .stream()
                        .map(mapping -> new StreamMapping(mapping, source, entry.getValue(), state.failures(),
                                state.shelf())))
                .toList();
    }

    private static Environment environment(Template.Function function, Map<String, String> endpoints) {
        var variables = new HashMap<>(function.variables());
        variables.putAll(endpoints);
        return Environment.of(variables);
    }

    /// One world for each warm handler, all on the same connections.
    private static Supplier<World> worlds(Environment environment, SdkHttpClient http, LocalClock clock) {
        var clients = Clients.of(environment, () -> http, List.of());
        return () -> new World(environment, clients, clock, new Ids(clock), Pause.real());
    }
}
