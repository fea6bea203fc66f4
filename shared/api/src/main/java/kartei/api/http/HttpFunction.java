package kartei.api.http;

import java.util.List;
import java.util.Optional;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import kartei.api.Logged;

/// A function behind the gateway. Each is one of these with routes.
public abstract class HttpFunction implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Dispatch dispatch;
    private final Priming priming;

    protected HttpFunction(Edge edge, List<Route> routes) {
        this.dispatch = new Dispatch(edge, routes);
        this.priming = Priming.of(dispatch);
    }

    public final List<Route> routes() {
        return dispatch.routes();
    }

    /// What runs before a snapshot of this function is taken.
    public final Priming priming() {
        return priming;
    }

    /// Answers; what is logged meanwhile names the gateway's request, which a problem calls its trace.
    @Override
    public final APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        var traceId = Optional.ofNullable(event.getRequestContext())
                .map(APIGatewayV2HTTPEvent.RequestContext::getRequestId)
                .orElseGet(context::getAwsRequestId);
        return Logged.run(context, traceId, () -> dispatch.respond(event, traceId));
    }
}
