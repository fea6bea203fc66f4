package kartei.local.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All routes, the most specific first, as API Gateway chooses among them.
public final class Routes {
    private final List<Route> routes;

    /// The route that takes a call, with the values of its path's variables.
    record Match(Route route, Map<String, String> variables) {}

    public Routes(List<Route> routes) {
        this.routes = routes.stream().sorted(Route.MOST_SPECIFIC_FIRST).toList();
    }

    Optional<Match> match(String method, List<String> segments) {
        return routes.stream()
                .flatMap(route -> route.match(method, segments).map(variables -> new Match(route, variables)).stream())
                .findFirst();
    }
}
