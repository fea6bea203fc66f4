package kartei.api.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

import kartei.domain.Role;

/// Lets a function answer its lists in a workspace that nobody has, before its snapshot is taken (SnapStart): what is loaded and
/// compiled for it is in the snapshot, and does not cost the first caller after a restore.
///
/// It goes the way of a request, but for the fields that Powertools adds to a log line: those would count it as the cold
/// start. A failure must not keep a version from being published, so it is logged, and only here swallowed.
public final class Priming implements Resource {
    private static final Logger LOG = LoggerFactory.getLogger(Priming.class);
    private static final String NOBODY = "-";

    private final Dispatch dispatch;

    private Priming(Dispatch dispatch) {
        this.dispatch = dispatch;
    }

    /// Registered; the context holds it weakly, so the function keeps it.
    static Priming of(Dispatch dispatch) {
        var priming = new Priming(dispatch);
        Core.getGlobalContext().register(priming);
        return priming;
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        prime();
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // nothing was frozen that has to be fresh: ids and randomness are opened at their first use
    }

    /// The statuses of the answers, as far as it came.
    public List<Integer> prime() {
        var statuses = new ArrayList<Integer>();
        try {
            dispatch.routes().stream().filter(Priming::isHarmless).map(this::answered).forEach(statuses::add);
            LOG.atInfo().addKeyValue("statuses", statuses).log("primed");
        } catch (RuntimeException | LinkageError failure) {
            LOG.atWarn().setCause(failure).log("could not be primed");
        }
        return statuses;
    }

    private static boolean isHarmless(Route route) {
        return route.isRead() && route.access().roles().contains(Role.ADMIN) && !route.path().contains("{");
    }

    private int answered(Route route) {
        var names = dispatch.claimNames();
        var claims = Map.of("sub", NOBODY, names.workspace(), NOBODY, names.role(), Role.ADMIN.word());
        var jwt = APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT.builder().withClaims(claims).build();
        var authorizer = APIGatewayV2HTTPEvent.RequestContext.Authorizer.builder().withJwt(jwt).build();
        var event = APIGatewayV2HTTPEvent.builder()
                .withRouteKey(route.key())
                .withRawPath(route.path())
                .withHeaders(Map.of("accept", "application/json"))
                .withRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder().withAuthorizer(authorizer).build())
                .build();
        return dispatch.respond(event, NOBODY).getStatusCode();
    }
}
