package kartei.api.http;

import java.util.Map;

import kartei.domain.Rejected;

/// Checks a bearer token where no gateway has: signature, issuer, audience and times.
@FunctionalInterface
public interface TokenCheck {
    /// The claims of the token as texts.
    ///
    /// @throws Rejected `unauthenticated` when it does not hold
    Map<String, String> claims(String token);
}
