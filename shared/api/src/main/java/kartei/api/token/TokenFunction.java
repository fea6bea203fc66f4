package kartei.api.token;

import java.util.Map;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

import kartei.api.Environment;
import kartei.api.Logged;
import kartei.api.http.Caller;

/// A function that Cognito calls before it gives somebody of the stack's own user pool a token (the trigger of tokens, version
/// 2). It answers with the event, as Cognito wants it, and what the access token is to say.
public abstract class TokenFunction implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private final UserClaims claims;

    protected TokenFunction(Environment environment) {
        this.claims = new UserClaims(
                new Caller.ClaimNames(environment.require("WORKSPACE_CLAIM"), environment.require("ROLE_CLAIM")));
    }

    @Override
    public final Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        return Logged.run(context, context.getAwsRequestId(), () -> claims.answer(event));
    }
}
