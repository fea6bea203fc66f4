package kartei.api.http;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import kartei.domain.Actor;
import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.Rejection;
import kartei.domain.Role;
import kartei.domain.Scope;
import kartei.domain.WorkspaceId;

/// Who asks: from a token whose signature, issuer, audience and times have been checked. The workspace comes from here only.
public record Caller(WorkspaceId workspace, Role role, Set<Scope> scopes, Actor actor) {

    /// Reads the claims; one that is missing or of another shape is 401, like no token (api.md, Conventions).
    public static Caller of(Map<String, String> claims, ClaimNames names) {
        var subject = claim(claims, "sub");
        if (subject.length() > Limits.ACTOR_ID_CHARS_MAX) {
            throw refused("the claim sub is too long");
        }
        var workspace = WorkspaceId.of(claim(claims, names.workspace()))
                .orElseThrow(() -> refused("the workspace claim is not a workspace"));
        var role = Role.of(claim(claims, names.role())).orElseThrow(() -> refused("the role claim is not a role"));
        return new Caller(workspace, role, role == Role.CONNECTOR ? scopes(claims) : Set.of(),
                new Actor(subject, name(claims)));
    }

    /// The gateway writes a claim that is a list as `[a b]`.
    private static Set<Scope> scopes(Map<String, String> claims) {
        var scopes = EnumSet.noneOf(Scope.class);
        var claim = claims.getOrDefault("scope", "");
        if (claim.startsWith("[")) {
            throw refused("the claim scope is a list, not a text");
        }
        for (var word : claim.split(" ", -1)) {
            Scope.of(word).ifPresent(scopes::add);
        }
        return scopes;
    }

    private static Optional<String> name(Map<String, String> claims) {
        return Optional.ofNullable(claims.get("name"))
                .map(String::strip)
                .filter(name -> !name.isEmpty() && name.length() <= Limits.ACTOR_NAME_CHARS_MAX);
    }

    private static String claim(Map<String, String> claims, String name) {
        var value = claims.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw refused("the claim " + name + " is missing");
        }
        return value;
    }

    private static Rejected refused(String detail) {
        return new Rejected(new Rejection.Unauthenticated(detail));
    }

    /// What the deployment calls the claims of workspace and role.
    public record ClaimNames(String workspace, String role) {}
}
