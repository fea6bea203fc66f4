package kartei.api.token;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import kartei.api.http.Caller;
import kartei.domain.Role;
import kartei.domain.Scope;
import kartei.domain.WorkspaceId;

/// What a user's attributes say in an access token: workspace, role, name, and what a connector may do. An attribute that is
/// missing, or says nothing that Kartei knows, is left out: the API then says which claim is not there.
///
/// Users cannot change these attributes themselves: the client of the pool may write the name only.
record UserClaims(Caller.ClaimNames names) {

    Map<String, Object> answer(Map<String, Object> event) {
        var attributes = member(member(event, "request"), "userAttributes");
        var claims = new LinkedHashMap<String, Object>();
        text(attributes, "custom:workspace").filter(text -> WorkspaceId.of(text).isPresent())
                .ifPresent(workspace -> claims.put(names.workspace(), workspace));
        var role = text(attributes, "custom:role").flatMap(Role::of);
        role.ifPresent(known -> claims.put(names.role(), known.word()));
        text(attributes, "name").ifPresent(name -> claims.put("name", name));
        var scopes = role.filter(Role.CONNECTOR::equals).map(_ -> scopes(attributes)).orElse(List.of());

        var answer = new LinkedHashMap<>(event);
        answer.put("response", Map.of("claimsAndScopeOverrideDetails",
                Map.of("accessTokenGeneration", Map.of("claimsToAddOrOverride", claims, "scopesToAdd", scopes))));
        return answer;
    }

    private static List<String> scopes(Map<?, ?> attributes) {
        var words = text(attributes, "custom:scopes").map(text -> text.split(" ", -1)).orElse(new String[0]);
        return Stream.of(words).flatMap(word -> Scope.of(word).stream()).map(Scope::word).distinct().toList();
    }

    private static Map<?, ?> member(Map<?, ?> of, String name) {
        if (of.get(name) instanceof Map<?, ?> member) {
            return member;
        }
        throw new IllegalArgumentException("the event has no " + name);
    }

    private static Optional<String> text(Map<?, ?> attributes, String name) {
        return attributes.get(name) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }
}
