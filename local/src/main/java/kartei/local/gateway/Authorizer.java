package kartei.local.gateway;

import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import kartei.api.http.TokenCheck;
import kartei.domain.Rejected;
import kartei.domain.Rejection;

import com.nimbusds.jwt.SignedJWT;

/// The gateway's JWT authorizer: checks the token, and hands its claims on as the gateway does, all of them as texts.
public record Authorizer(TokenCheck check) {
    private static final String SCHEME = "bearer ";

    /// The claims of the call's token.
    ///
    /// @throws Rejected `unauthenticated` when there is none or it does not hold
    Map<String, String> claims(Call call) {
        var header = call.header("authorization").orElse("");
        if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw new Rejected(new Rejection.Unauthenticated("there is no bearer token"));
        }
        var token = header.substring(SCHEME.length()).strip();
        check.claims(token);
        return texts(token);
    }

    private static Map<String, String> texts(String checked) {
        try {
            var claims = new LinkedHashMap<String, String>();
            SignedJWT.parse(checked)
                    .getPayload()
                    .toJSONObject()
                    .forEach((name, value) -> claims.put(name, text(value)));
            return claims;
        } catch (ParseException e) {
            throw new IllegalStateException("a token that was checked cannot be read", e);
        }
    }

    private static String text(Object claim) {
        return claim instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(" ", "[", "]"))
                : String.valueOf(claim);
    }
}
