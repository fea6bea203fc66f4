package kartei.testkit;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

/// Files of `events/` that were sent to a function, one after the other: of which routes they were, and with which status each
/// was answered, by the file's name without its ending.
public record SentEvents(Set<String> routes, Map<String, Integer> statuses) {
    public SentEvents {
        routes = Set.copyOf(routes);
        statuses = Map.copyOf(statuses);
    }

    /// Sends the files; every answer is held against the API's description.
    public static SentEvents to(
            RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function,
            List<Path> files) {
        var check = OpenApiCheck.ofProject();
        var routes = new TreeSet<String>();
        var statuses = new LinkedHashMap<String, Integer>();
        for (var file : files) {
            var event = Project.event(file, APIGatewayV2HTTPEvent.class);
            var answer = function.handleRequest(event, new TestContext("event"));
            check.answer(event.getRequestContext().getHttp().getMethod(), event.getRawPath(), answer.getStatusCode(),
                    answer.getHeaders(), answer.getBody());
            routes.add(event.getRouteKey());
            statuses.put(file.getFileName().toString().replace(".json", ""), answer.getStatusCode());
        }
        return new SentEvents(routes, statuses);
    }
}
