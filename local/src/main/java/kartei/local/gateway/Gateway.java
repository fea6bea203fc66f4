package kartei.local.gateway;

import java.nio.charset.CharacterCodingException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

import kartei.api.Ids;
import kartei.api.http.Problem;
import kartei.domain.Rejected;
import kartei.domain.Rejection;
import kartei.local.lambda.InvocationFailure;

/// API Gateway's HTTP API: route, token, event, function, answer.
public final class Gateway {
    /// AWS's bound of a request's body.
    static final int BODY_BYTES_MAX = 10 * 1024 * 1024;

    private final Routes routes;
    private final Authorizer authorizer;
    private final InstantSource clock;
    private final Ids ids;

    public Gateway(Routes routes, Authorizer authorizer, InstantSource clock) {
        this.routes = routes;
        this.authorizer = authorizer;
        this.clock = clock;
        this.ids = new Ids(clock);
    }

    public Answer answer(Call call) {
        var requestId = ids.next();
        try {
            if (call.body().length > BODY_BYTES_MAX) {
                throw new Rejected(new Rejection.BodyTooLarge());
            }
            var path = Paths.decoded(call.path());
            var match = routes.match(call.method(), Paths.decodedSegments(call.path()));
            if (match.isEmpty()) {
                return Answer.message(404, "Not Found");
            }
            var claims = match.get().route().authorized() ? Optional.of(authorizer.claims(call))
                    : Optional.<Map<String, String>>empty();
            return invoke(new Event(call, path, match.get(), claims, requestId, clock.instant()));
        } catch (CharacterCodingException e) {
            return Answer.of(Problem.of(new Rejection.Malformed("the URL is not one"), requestId));
        } catch (Rejected no) {
            return Answer.of(Problem.of(no.rejection(), requestId));
        }
    }

    private static Answer invoke(Event event) throws CharacterCodingException {
        try {
            return Reply.read(event.match().route().function().invoke(event.json()));
        } catch (InvocationFailure e) {
            return e.timedOut() ? Answer.message(503, "Service Unavailable") : Reply.failed();
        }
    }
}
