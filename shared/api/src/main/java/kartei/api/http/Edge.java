package kartei.api.http;

import java.time.InstantSource;

/// What every function of the HTTP edge needs from outside: who a token is, what a workspace has, how cursors are sealed, the
/// time.
public record Edge(TokenCheck tokens, Caller.ClaimNames claimNames, Gate gate, Cursors cursors, InstantSource clock) {}
