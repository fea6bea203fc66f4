package kartei.domain;

import java.util.Optional;

/// Who did something: the subject of the token and, where it says so, a name. Does not print them: some
/// issuers use the address as subject.
public record Actor(String id, Optional<String> name) {
    @Override
    public String toString() {
        return "Actor[…]";
    }
}
