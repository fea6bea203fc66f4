package kartei.api.http;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import kartei.domain.Feature;
import kartei.domain.Rejected;
import kartei.domain.Rejection;
import kartei.domain.Role;
import kartei.domain.Scope;
import kartei.domain.workspace.Workspace;

/// Who may call a route: the feature that the plan must have (none: in every plan), the roles, and for connectors the scope.
/// A route without roles takes no token; it must check something else.
public record Access(Optional<Feature> feature, Set<Role> roles, Optional<Scope> scope) {
    public Access {
        roles = Set.copyOf(roles);
    }

    public static Access everyone(Feature feature) {
        return new Access(Optional.of(feature), EnumSet.allOf(Role.class), Optional.empty());
    }

    public static Access admin(Feature feature) {
        return new Access(Optional.of(feature), Set.of(Role.ADMIN), Optional.empty());
    }

    public static Access people(Feature feature) {
        return new Access(Optional.of(feature), Set.of(Role.ADMIN, Role.AGENT), Optional.empty());
    }

    /// The same routes in every plan.
    public static Access inEveryPlan(Role... roles) {
        return new Access(Optional.empty(), Set.of(roles), Optional.empty());
    }

    public static Access connector(Scope scope) {
        return new Access(Optional.empty(), Set.of(Role.CONNECTOR), Optional.of(scope));
    }

    public static Access withoutToken() {
        return new Access(Optional.empty(), Set.of(), Optional.empty());
    }

    public boolean needsToken() {
        return !roles.isEmpty();
    }

    /// Refuses in the order of api.md: the plan, then the role, then the scope. Waits for the workspace only where the plan
    /// has a say.
    void check(Caller caller, Supplier<Workspace> workspace) {
        feature.filter(wanted -> !workspace.get().has(wanted)).ifPresent(lacking -> {
            throw new Rejected(new Rejection.FeatureNotInPlan(lacking.word()));
        });
        if (!roles.contains(caller.role())) {
            throw new Rejected(new Rejection.Forbidden("the role " + caller.role().word() + " may not do this"));
        }
        scope.filter(wanted -> !caller.scopes().contains(wanted)).ifPresent(lacking -> {
            throw new Rejected(new Rejection.Forbidden("the token lacks the scope " + lacking.word()));
        });
    }
}
