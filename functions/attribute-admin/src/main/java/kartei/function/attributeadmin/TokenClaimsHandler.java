package kartei.function.attributeadmin;

import kartei.api.World;
import kartei.api.token.TokenFunction;

/// Lambda entry point, whenever somebody of the stack's own user pool signs in: puts workspace and role into the access token.
public final class TokenClaimsHandler extends TokenFunction {
    public TokenClaimsHandler() {
        this(World.real());
    }

    public TokenClaimsHandler(World world) {
        super(world.environment());
    }
}
